package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Health;
import io.selfheal.RecoveryAction;
import io.selfheal.Status;
import io.selfheal.test.RecoveryActionContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecyclePoolTest implements RecoveryActionContract {
    private final Connections pool = new Connections();

    @Override
    public RecoveryAction action() {
        return new RecyclePool("recycle-pool", pool, "orders-db");
    }

    @Test
    void thePoolIsRecycledWhileItsDatabaseIsUp() throws Exception {
        Attempted attempt = new Attempted(Health.up("orders-db"));
        action().recover(attempt);
        assertThat(pool.recycled).isEqualTo(1);
        assertThat(attempt.report).isEqualTo("recycled what was idle; 3 are lent out and go when they are given back");
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "DEGRADED"})
    void itIsLeftAloneWhileItsDatabaseIsNot(Status status) {
        assertThatThrownBy(() -> action().recover(new Attempted(new Health("orders-db", status, ""))))
                .hasMessageContaining("orders-db is " + status)
                .hasMessageContaining("may be all there are");
        assertThat(pool.recycled).isZero();
    }

    @Test
    void thatNobodyKnowsHowTheDatabaseIsIsSaid() throws Exception {
        Attempted attempt = new Attempted();
        action().recover(attempt);
        assertThat(attempt.report).endsWith("how orders-db is, is not known");
    }

    @Test
    void aPoolThatCannotSaysSo() {
        LeasedPool plain = new LeasedPool() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public int inUse() {
                return 0;
            }

            @Override
            public int waiting() {
                return 0;
            }
        };
        assertThatThrownBy(() -> new RecyclePool("recycle-pool", plain, "orders-db").recover(new Attempted()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("cannot replace");
    }

    private static final class Connections implements LeasedPool {
        private int recycled;

        @Override
        public int size() {
            return 10;
        }

        @Override
        public int inUse() {
            return 3;
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public void recycle() {
            recycled++;
        }
    }
}
