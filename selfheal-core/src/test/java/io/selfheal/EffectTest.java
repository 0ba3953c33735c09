package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An action is judged once its effect can be told from what was before it. */
class EffectTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private double queued = 500;
    private double growing = 50;
    private int shed;
    private int takenBack;
    private long since;

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

    /** Sick for half a minute after the action, as its detector needs so long to tell. */
    private Bench slow(Detector detector) {
        Bench bench = Bench.of(b -> b.detector(detector)
                .engine(SureEngine.of(Map.of("shed-load", 0.9)))
                .action(new Shedding()));
        bench.probe.gauge("orders.queued", 1);
        return bench.seconds(90);
    }

    private List<Symptom> odd(Snapshot snapshot) {
        if (shed > 0 && since == 0) {
            since = snapshot.nanos();
        }
        boolean over =
                shed > 0 && snapshot.nanos() - since > Duration.ofSeconds(30).toNanos();
        return over
                ? List.of()
                : List.of(new Symptom(
                        "odd",
                        "orders",
                        snapshot.time(),
                        0.5,
                        true,
                        List.of(new Finding(Gauge.of("orders.queued", 1), "odd"))));
    }

    @Test
    void aDetectorSaysHowLongItsSymptomsTakeToClear() {
        Bench bench = slow(new Detector() {
            @Override
            public List<Symptom> detect(Snapshot snapshot) {
                return odd(snapshot);
            }

            @Override
            public Optional<Duration> settle(Symptom symptom) {
                return symptom.id().equals("odd") ? Optional.of(MINUTE) : Optional.empty();
            }
        });
        assertThat(bench.verdicts()).containsExactly("shed-load HEALED");
    }

    @Test
    void oneThatSaysNothingOrThrowsIsNotWaitedFor() {
        assertThat(slow(this::odd).verdicts()).first().isEqualTo("shed-load NO_EFFECT");

        shed = 0;
        since = 0;
        Bench bench = slow(new Detector() {
            @Override
            public List<Symptom> detect(Snapshot snapshot) {
                return odd(snapshot);
            }

            @Override
            public Optional<Duration> settle(Symptom symptom) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(bench.verdicts()).first().isEqualTo("shed-load NO_EFFECT");
        assertThat(bench.events(HealingEvent.HookFailed.class)).isNotEmpty();
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
