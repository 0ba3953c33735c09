package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealingTest {
    private final AtomicInteger cleared = new AtomicInteger();

    @Test
    void anActionThatHelpsHealsTheIncident() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of("memory.used.ratio", 0.9, 0.8, "clear-cache"))
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, cleared::incrementAndGet)));
        bench.probe.gauge("memory.used.ratio", 0.91);
        bench.seconds(1);
        bench.probe.gauge("memory.used.ratio", 0.3);
        bench.seconds(10);
        assertThat(cleared).hasValue(1);
        assertThat(bench.verdicts()).containsExactly("clear-cache HEALED");
    }
}
