package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An action is judged once its effect can be told from what was before it. */
class EffectTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private double queued = 500;
    private double growing = 50;
    private int shed;
    private int takenBack;

    private Bench flood(boolean helps) {
        Bench bench = Bench.of(
                b -> b.rule(when("orders.queued").risingBy(1_000, MINUTE).run("shed-load"))
                        .action(new Shedding()));
        seconds(bench, 70, 0);
        seconds(bench, 120, 50);
        assertThat(shed).isEqualTo(1);
        growing = helps ? 0 : 50;
        return bench;
    }

    private void seconds(Bench bench, int seconds, double growth) {
        for (int i = 0; i < seconds && (growth != 50 || shed == 0); i++) {
            queued += growth;
            bench.probe.gauge("orders.queued", queued);
            bench.seconds(1);
        }
    }

    private void settled(Bench bench) {
        for (int i = 0; i < 80 && bench.verdicts().isEmpty(); i++) {
            queued += i < 3 ? 50 : growing; // it takes a while to work
            bench.probe.gauge("orders.queued", queued);
            bench.seconds(1);
        }
    }

    @Test
    void aRiseThatEndedIsHealedHoweverSteepItWas() {
        Bench bench = flood(true);
        settled(bench);
        assertThat(bench.verdicts()).containsExactly("shed-load HEALED");
        assertThat(takenBack).isZero();
    }

    @Test
    void aRiseThatGoesOnIsNotHealed() {
        Bench bench = flood(false);
        settled(bench);
        assertThat(bench.verdicts()).singleElement().isNotEqualTo("shed-load HEALED");
        assertThat(takenBack).isEqualTo(1);
    }

    private final class Shedding implements RecoveryAction {
        @Override
        public String id() {
            return "shed-load";
        }

        @Override
        public Risk risk() {
            return Risk.SAFE;
        }

        @Override
        public void recover(Recovery recovery) {
            shed++;
        }

        @Override
        public boolean undoable() {
            return true;
        }

        @Override
        public void undo(Recovery recovery) {
            takenBack++;
        }
    }
}
