package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.jvm.Beans.Gc;
import io.selfheal.jvm.Beans.Heap;
import io.selfheal.test.RecoveryActionContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectGarbageTest implements RecoveryActionContract {
    private final Heap old = new Heap("G1 Old Gen", 100);
    private final Gc gc = new Gc("G1 Old Generation");
    private boolean disabled;
    private int collected;

    @Override
    public RecoveryAction action() {
        LiveHeap heap = new LiveHeap(List.of(old.pool()), List.of(gc.collector()), () -> 100 * MIB);
        return new CollectGarbage(
                heap,
                () -> {
                    collected++;
                    gc.count++;
                    old.left = 30 * MIB;
                },
                () -> disabled);
    }

    @Test
    void itCollectsOnceAndSaysWhatLives() throws Exception {
        old.left = 90 * MIB;
        Attempted attempt = new Attempted();
        action().recover(attempt);
        assertThat(collected).isEqualTo(1);
        assertThat(attempt.report).isEqualTo("after a collection 30 MiB live, before 90 MiB");
        assertThat(action().risk()).isEqualTo(Risk.MODERATE);
    }

    @Test
    void aJvmThatIgnoresItIsNoReasonToPretend() {
        disabled = true;
        assertThatThrownBy(() -> action().recover(new Attempted())).hasMessageContaining("-XX:+DisableExplicitGC");
        assertThat(collected).isZero();
    }

    @Test
    void noPluginRegistersIt() throws Exception {
        try (Installed installed = Installed.by(new JvmPlugin())) { // which fails on any action
            assertThat(installed.rules)
                    .allSatisfy(rule -> assertThat(rule.ladder()).isEmpty());
        }
    }

    @Test
    void thisJvmCollects() throws Exception {
        Attempted attempt = new Attempted();
        new CollectGarbage().recover(attempt);
        assertThat(attempt.report).startsWith("after a collection ").contains(" live, before ");
    }
}
