package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Health;
import io.selfheal.RecoveryAction;
import io.selfheal.Status;
import io.selfheal.jvm.Beans.Gc;
import io.selfheal.jvm.Beans.Heap;
import io.selfheal.test.RecoveryActionContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrimCachesTest implements RecoveryActionContract {
    private final Heap old = new Heap("G1 Old Gen", 100);
    private final Gc gc = new Gc("G1 Old Generation");
    private final Held cheap = new Held("prices", 20, 1, "");
    private final Held dear = new Held("answers", 20, 600, "search.up");
    private long nanos;
    private int collected;

    @Override
    public RecoveryAction action() {
        old.left = 90 * MIB;
        return trimming(0.7, dear, cheap);
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(List.of(cheap.bytes, dear.bytes));
    }

    @Test
    void theCheapestGoesFirstAndTheDearerStaysIfThatIsEnough() throws Exception {
        old.left = 80 * MIB;
        Attempted attempt = new Attempted();

        trimming(0.7, dear, cheap).recover(attempt);

        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
        assertThat(attempt.report).isEqualTo("trimmed prices by 10 MiB");
        assertThat(collected).as("so that the effect is seen").isEqualTo(1);
    }

    @Test
    void whatACollectionTellsCountsMoreThanWhatTheCachesSay() throws Exception {
        old.left = 90 * MIB;
        cheap.onTrim = () -> {
            gc.count++;
            old.left = 65 * MIB; // it held more than it said
        };

        trimming(0.7, dear, cheap).recover(new Attempted());

        assertThat(collected).as("it was told already").isZero();
        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
    }

    @Test
    void whatTheCachesHoldLivesAlsoWhereNoCollectionHasToldSo() throws Exception {
        old.left = 20 * MIB; // a while ago
        Held large = new Held("reports", 60, 1, "");

        trimming(0.4, large).recover(new Attempted());

        assertThat(large.bytes).isEqualTo(30 * MIB);
        assertThat(collected).as("no live set to be brought down").isZero();
    }

    @Test
    void whatIsFarFromEnoughGoesInOneStep() throws Exception {
        old.left = 99 * MIB;
        int[] steps = {0};
        Held small = new Held("names", 8, 0, "");
        small.onTrim = () -> steps[0]++;

        trimming(0.7, small, new Held("reports", 60, 600, "")).recover(new Attempted());

        assertThat(steps[0]).isEqualTo(1);
        assertThat(small.bytes).isZero();
    }

    @Test
    void aStepThatIsFarFromEnoughIsNotWaitedFor() throws Exception {
        old.left = 99 * MIB;
        Held small = new Held("names", 2, 0, "");
        Held large = new Held("reports", 60, 600, "");

        trimming(0.7, small, large).recover(new Attempted());

        assertThat(small.bytes).isZero();
        assertThat(large.bytes).isEqualTo(30 * MIB);
        assertThat(nanos).as("waited once, for the last step").isEqualTo(200_000_000);
    }

    @Test
    void aCacheIsLeftAloneWhileItsSourceIsSick() throws Exception {
        old.left = 95 * MIB;

        trimming(0.5, dear, cheap).recover(new Attempted(new Health("search.up", Status.DOWN, "")));

        assertThat(cheap.bytes).isZero();
        assertThat(dear.bytes).isEqualTo(20 * MIB);
        assertThatThrownBy(
                        () -> trimming(0.5, dear).recover(new Attempted(new Health("search.up", Status.DEGRADED, ""))))
                .hasMessageContaining("what fills the caches is sick");
    }

    @Test
    void nothingIsTrimmedWhileEnoughIsFree() throws Exception {
        old.left = 40 * MIB;

        trimming(0.7, dear, cheap).recover(new Attempted());

        assertThat(cheap.bytes).isEqualTo(20 * MIB);
    }

    @Test
    void itStopsWhenItIsToldTo() throws Exception {
        old.left = 99 * MIB;
        Attempted attempt = new Attempted();
        cheap.onTrim = () -> attempt.cancelled = true;

        trimming(0.1, dear, cheap).recover(attempt);

        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
    }

    private TrimCaches trimming(double target, TrimmableCache... caches) {
        LiveHeap heap = new LiveHeap(List.of(old.pool()), List.of(gc.collector()), () -> 100 * MIB);
        return new TrimCaches(
                List.of(caches),
                target,
                heap,
                () -> 100 * MIB,
                () -> gc.count,
                () -> nanos,
                time -> nanos += time.toNanos(),
                () -> collected++);
    }

    private static final class Held implements TrimmableCache {
        private final String name;
        private final double refill;
        private final String source;
        private long bytes;
        private Runnable onTrim = () -> {};

        Held(String name, long mib, double refill, String source) {
            this.name = name;
            this.bytes = mib * MIB;
            this.refill = refill;
            this.source = source;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public double refillSeconds() {
            return refill;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public void trim(double share) {
            bytes -= (long) (bytes * share);
            onTrim.run();
        }
    }
}
