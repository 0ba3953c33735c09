package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A policy that changes between two turns. */
class ReloadTest {
    private final Rewritten policy = new Rewritten("changing");
    private final Bench bench = Bench.of(b -> b.policy(policy)
            .rule(when("load.ratio")
                    .above(0.9)
                    .clearingBelow(0.8)
                    .settling(Duration.ofMinutes(2))
                    .named("load")
                    .run("mend"))
            .action(RecoveryAction.of("mend", Risk.SAFE, () -> {})));

    @Test
    void doesNotBringBackWhatHasClearedWhileItsEffectSettles() {
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(3);
        bench.probe.gauge("load.ratio", 0.7);
        bench.seconds(3);
        bench.probe.gauge("load.ratio", 0.85); // would not clear, and does not raise
        policy.touch();
        bench.seconds(180);

        assertThat(policy.applied()).isEqualTo(2);
        assertThat(bench.verdicts()).containsExactly("mend HEALED");
    }

    @Test
    void doesNotForgetWhatIsStillThere() {
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(3);
        bench.probe.gauge("load.ratio", 0.85);
        policy.touch();
        bench.seconds(180);

        assertThat(policy.applied()).isEqualTo(2);
        assertThat(bench.verdicts()).containsExactly("mend NO_EFFECT");
        assertThat(bench.events(HealingEvent.SymptomRaised.class)).hasSize(1);
    }

    @Test
    void showsNoPolicyAsBadOnceAllOfThemAreInForce() {
        Rewritten a = new Rewritten("a.yaml");
        Rewritten b = new Rewritten("b.yaml");
        Bench two = Bench.of(builder -> builder.policy(a).policy(b));
        two.seconds(1);
        a.breaks("a.yaml:1:1: found nonsense");
        two.seconds(8);
        b.says(builder -> {});
        two.seconds(8);
        assertThat(two.events(HealingEvent.PolicyRejected.class)).hasSize(2);
        assertThat(two.healing.loop().view().failing()).isNotEmpty();
        a.says(builder -> {});
        two.seconds(8);

        assertThat(two.events(HealingEvent.PolicyRejected.class)).hasSize(2);
        assertThat(two.healing.loop().view().failing()).isEmpty();
    }
}
