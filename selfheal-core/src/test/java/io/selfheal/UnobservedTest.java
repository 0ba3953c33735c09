package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules about metrics that nobody reports. */
class UnobservedTest {
    private final Rewritten policy = new Rewritten("rules.yaml");
    private final Bench bench =
            Bench.of(b -> b.policy(policy).rule(when("queue.size").above(9)));

    @Test
    void areToldOnceAndTakenBackWhenTheMetricIsThere() {
        bench.seconds(90);
        assertThat(bench.healing.loop().view().failing()).containsOnlyKeys("rule queue.size-above-9");
        bench.probe.gauge("queue.size", 1);
        bench.seconds(1);

        assertThat(bench.healing.loop().view().failing()).isEmpty();
        assertThat(bench.events(HealingEvent.HookFailed.class)).hasSize(1);
        assertThat(bench.events(HealingEvent.HookRecovered.class)).hasSize(1);
    }

    @Test
    void areTakenBackWhenAPolicyCorrectsTheName() {
        bench.probe.gauge("queue.size", 1);
        policy.says(b -> b.rule(when("queue.sise").above(9)));
        bench.seconds(90);
        assertThat(bench.healing.loop().view().failing()).containsOnlyKeys("rule queue.sise-above-9");
        policy.says(b -> b.rule(when("queue.size").above(8)));
        bench.seconds(90);

        assertThat(bench.healing.loop().view().failing()).isEmpty();
    }

    @Test
    void areNotToldAnewWhenAPolicyChangesSomethingElse() {
        bench.seconds(90);
        policy.says(b -> b.rule(when("other.size").above(9)));
        bench.probe.gauge("other.size", 1);
        bench.seconds(20);
        assertThat(bench.healing.loop().view().failing()).containsOnlyKeys("rule queue.size-above-9");
        bench.seconds(90);

        assertThat(bench.healing.loop().view().failing()).containsOnlyKeys("rule queue.size-above-9");
        assertThat(bench.events(HealingEvent.HookFailed.class)).hasSize(1);
    }
}
