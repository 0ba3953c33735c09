package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Candidate CLEAR = new Candidate("clear-cache", Risk.SAFE, Optional.empty());
    private static final Candidate SHED = new Candidate("shed-load", Risk.LOW, Optional.empty());
    private static final Candidate RESTART = new Candidate("restart", Risk.HIGH, Optional.empty());
    private static final Metric MEMORY = Gauge.of("memory.used.ratio", 0.91);
    private static final Metric CPU = Gauge.of("cpu.used.ratio", 0.20);
    private static final Metric UP = new Health("orders", Status.UP, "");

    private final Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());

    private static Snapshot snapshot(Metric... metrics) {
        return Snapshot.of(Instant.EPOCH, 1_000, "orders", metrics);
    }

    private static Case about(Snapshot snapshot, Candidate... candidates) {
        Symptom symptom =
                new Symptom("memory-high", "orders", Instant.EPOCH, 0.5, true, List.of(new Finding(MEMORY, "high")));
        Incident incident = new Incident(
                "i-1",
                symptom,
                Instant.EPOCH,
                Incident.State.OPEN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Case(incident, snapshot, List.of(symptom), List.of(candidates), false, "");
    }

    private Decision.Heal heal(Snapshot snapshot, Candidate... candidates) {
        return (Decision.Heal) diagnosis.decide(about(snapshot, candidates));
    }

    @Test
    void serviceUpMemory91PercentCpu20PercentClearsTheCacheWithoutARule() {
        Decision.Heal heal = heal(snapshot(UP, MEMORY, CPU), CLEAR, SHED, RESTART);

        assertThat(heal.action()).isEqualTo("clear-cache");
        assertThat(heal.reason())
                .startsWith("Memory usage is critically high (memory.used.ratio is 91 %)")
                .contains("a probe of cache.used.ratio would tell cache bloat from heap leak");
        assertThat(heal.causes().get(0).name()).isEqualTo("cache bloat");
        assertThat(heal.causes().get(0).probability()).isBetween(0.4, 0.8);
        assertThat(heal.alternatives())
                .extracting(other -> other.action())
                .containsExactlyInAnyOrder("shed-load", "restart");
    }

    @Test
    void withAProbeOfTheCacheTheCauseIsCacheBloatWithMoreThanNineTenths() {
        Decision.Heal heal = heal(snapshot(UP, MEMORY, CPU, Gauge.of("cache.used.ratio", 0.7)), CLEAR, SHED, RESTART);

        assertThat(heal.action()).isEqualTo("clear-cache");
        assertThat(heal.causes().get(0).name()).isEqualTo("cache bloat");
        assertThat(heal.causes().get(0).probability()).isGreaterThan(0.9);
        assertThat(heal.reason()).doesNotContain("would tell").contains("cache.used.ratio is 70 %", "dB)");
    }

    @Test
    void whereTheCacheIsSmallClearingItIsNotTried() {
        Decision decision = diagnosis.decide(about(snapshot(MEMORY, CPU, Gauge.of("cache.used.ratio", 0.05)), CLEAR));

        assertThat(decision).isInstanceOf(Decision.Hold.class);
        assertThat(((Decision.Hold) decision).name()).isEqualTo("NotSure");
        assertThat(decision.reason()).contains("clear-cache helps with a chance of", "likeliest is heap leak");
    }

    @Test
    void whatIsNotMeasuredIsNotTakenForAbsent() {
        double unmeasured = chance("cache bloat", MEMORY);
        double absent = chance("cache bloat", MEMORY, Gauge.of("cache.used.ratio", 0.05));
        double missing = chance("cache bloat", MEMORY, Gauge.of("cache.used.ratio", Double.NaN));

        assertThat(absent).isLessThan(unmeasured);
        assertThat(missing).isEqualTo(unmeasured);
    }

    @Test
    void signsOfOneGroupCountOnce() {
        Metric heap = Gauge.of("heap.live.ratio", 0.95);
        Metric busy = Gauge.of("jvm.gc.pause.ratio", 0.5);
        double oneWay = decibels("heap leak", heap);
        double another = decibels("heap leak", busy);

        assertThat(decibels("heap leak", heap, busy)).isCloseTo((oneWay + another) / 2, offset(1e-9));
    }

    @Test
    void theChancesOfAllHypothesesAddUpToOne() {
        Posterior posterior = inferred(MEMORY, CPU).posterior();
        double sum = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            assertThat(posterior.chance(h)).isBetween(0.0, 1.0);
            sum += posterior.chance(h);
        }
        assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(posterior.hypotheses().size()).isEqualTo(1 + 17 + 17 * 16 / 2);
    }

    @Test
    void noisyOrAndSoftEvidenceAreAsTheirFormulasSay() {
        Sign sign = new Sign("s", "S", List.of("s.ratio"), 0, 1, 0.1, "");
        KnownCause a = new KnownCause("a", 0.2, Map.of("s", 0.5), Map.of());
        KnownCause b = new KnownCause("b", 0.2, Map.of("s", 0.8), Map.of());
        Hypotheses hypotheses = Hypotheses.of(new Knowledge(List.of(sign), List.of(a, b), Set.of()));
        Hypothesis both = hypotheses.get(2);
        Seen quarter = Seen.of(sign, 0, 0.25, () -> "s.ratio is 25 %");

        assertThat(both.causes()).containsExactly(a, b);
        assertThat(both.produces(0, sign.leak())).isCloseTo(1 - 0.9 * 0.5 * 0.2, offset(1e-12));
        assertThat(quarter.likelihood(both)).isCloseTo(0.25 * 0.91 + 0.75 * 0.09, offset(1e-12));
        assertThat(quarter.otherwise()).isCloseTo(0.25 * 0.1 + 0.75 * 0.9, offset(1e-12));
    }

    @Test
    void theContributionsAddUpToTheOddsOfOneCauseAgainstAnother() {
        Inference inference =
                inferred(MEMORY, CPU, Gauge.of("jvm.gc.pause.ratio", 0.11), Gauge.of("disk.used.ratio", 0.3));
        Hypotheses hypotheses = inference.posterior().hypotheses();
        Hypothesis bloat = hypotheses.alone(Knowledge.jvm().cause("cache bloat").orElseThrow());
        Hypothesis leak = hypotheses.alone(Knowledge.jvm().cause("heap leak").orElseThrow());
        double told = 10 * Math.log10(bloat.prior() / leak.prior());
        for (Clue clue : inference.clues()) {
            told += clue.decibels(bloat) - clue.decibels(leak);
        }
        Posterior posterior = inference.posterior();
        double odds = chanceOf(bloat, posterior) / chanceOf(leak, posterior);

        assertThat(told).isCloseTo(10 * Math.log10(odds), offset(1e-9));
    }

    private static double chanceOf(Hypothesis hypothesis, Posterior posterior) {
        return IntStream.range(0, posterior.hypotheses().size())
                .filter(h -> posterior.hypotheses().get(h).equals(hypothesis))
                .mapToDouble(posterior::chance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRiskyRemedyIsNotTakenOnAGuess() {
        Decision decision = diagnosis.decide(about(snapshot(MEMORY, CPU), RESTART));

        assertThat(decision).isNotInstanceOf(Decision.Heal.class);
        assertThat(decision.reason()).contains("restart helps with a chance of").contains("at risk HIGH");
    }

    @Test
    void whatAGuardRefusesForNowIsWaitedForAndWhatItRefusesForGoodGivesWay() {
        Candidate later = new Candidate("clear-cache", Risk.SAFE, Optional.of(Refusal.later("Cooldown", "too soon")));
        assertThat(diagnosis.decide(about(snapshot(MEMORY, CPU), later, SHED)))
                .isInstanceOfSatisfying(Decision.Hold.class, hold -> {
                    assertThat(hold.name()).isEqualTo("Cooldown");
                    assertThat(hold.reason()).isEqualTo("too soon");
                });

        Candidate never =
                new Candidate("clear-cache", Risk.SAFE, Optional.of(Refusal.anotherAction("Breaker", "useless")));
        Candidate trim = new Candidate("trim-caches", Risk.SAFE, Optional.empty());
        Decision.Heal heal = heal(snapshot(MEMORY, CPU), never, trim);
        assertThat(heal.action()).isEqualTo("trim-caches");
        assertThat(heal.alternatives().get(0).reason()).isEqualTo("refused by Breaker: useless");
    }

    @Test
    void aLadderOfTheHostsKeepsPrecedence() {
        Case base = about(snapshot(MEMORY, CPU), SHED, CLEAR);
        Case laddered =
                new Case(base.incident(), base.snapshot(), base.symptoms(), base.candidates(), true, "as ordered");

        assertThat(((Decision.Heal) diagnosis.decide(laddered)).action()).isEqualTo("shed-load");
    }

    @Test
    void theSameCaseGetsTheSameDecision() {
        Case about = about(snapshot(UP, MEMORY, CPU), CLEAR, SHED, RESTART);

        assertThat(diagnosis.decide(about))
                .isEqualTo(Diagnosis.of(Knowledge.jvm()).decide(about));
    }

    @Test
    void causesThatTheProbesCannotTellApartAreNamedWithTheProbeThatWould() {
        assertThat(Knowledge.jvm().confusable(snapshot(MEMORY)))
                .anyMatch(spot -> spot.startsWith("cache bloat and heap leak")
                        && spot.endsWith(
                                "look the same: a probe of cache.used.ratio would tell cache bloat from heap leak"))
                .anyMatch(spot -> spot.startsWith("nothing that is measured shows ")
                        && spot.contains("deadlock (jvm.threads.deadlocked.count would)"));
        assertThat(Knowledge.jvm().confusable(snapshot(MEMORY, Gauge.of("cache.used.ratio", 0.1))))
                .noneMatch(spot -> spot.contains("cache bloat"));
    }

    @Test
    void knowledgeThatContradictsItselfIsRefusedWithTheCulprit() {
        assertThatThrownBy(() -> Knowledge.jvm().with(new KnownCause("x", 0.1, Map.of("nonsense", 0.5), Map.of())))
                .hasMessageContaining("cause \"x\" produces \"nonsense\", which is no sign");
        assertThatThrownBy(() -> new KnownCause("x", 1, Map.of("s", 0.5), Map.of()))
                .hasMessageContaining("the prior of cause \"x\" is 1.0: give a chance above 0 and below 1");
        assertThatThrownBy(() -> Knowledge.jvm().cures("a", "b", 0.5)).hasMessageContaining("there is no cause \"b\"");
    }

    @Test
    void aSignThatLastsIsASymptomUntilItIsGoneAltogether() {
        var signs = diagnosis.signs(Duration.ofNanos(500));
        assertThat(signs.detect(snapshot(MEMORY))).isEmpty();
        List<Symptom> raised = signs.detect(at(1_600, 0.91));
        assertThat(raised).singleElement().satisfies(symptom -> {
            assertThat(symptom.id()).isEqualTo("memory-high");
            assertThat(symptom.shown()).isEqualTo("memory.used.ratio is 91 % (Memory usage is critically high)");
        });
        assertThat(signs.detect(at(1_700, 0.85))).hasSize(1);
        assertThat(signs.detect(Snapshot.of(Instant.EPOCH, 1_800, "orders")))
                .singleElement()
                .matches(stale -> !stale.fresh());
        assertThat(signs.detect(at(1_900, 0.79))).isEmpty();
    }

    @Test
    void whatIsNoNumberOrInfiniteNeitherRaisesNorClearsAndDoesNotLast() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            var signs = diagnosis.signs(Duration.ofNanos(500));
            assertThat(signs.detect(at(1_000, 0.91))).isEmpty();
            assertThat(signs.detect(at(1_600, none))).isEmpty();
            assertThat(signs.detect(at(1_700, 0.91)))
                    .as("it has not lasted through %f", none)
                    .isEmpty();
            assertThat(signs.detect(at(2_300, 0.91))).hasSize(1);
            assertThat(signs.detect(at(2_400, none))).singleElement().matches(stale -> !stale.fresh());
            assertThat(signs.detect(at(2_500, 0.79))).isEmpty();

            assertThat(chance("cache bloat", MEMORY, Gauge.of("cache.used.ratio", none)))
                    .isEqualTo(chance("cache bloat", MEMORY));
        }
    }

    private static Snapshot at(long nanos, double memory) {
        return Snapshot.of(Instant.EPOCH, nanos, "orders", Gauge.of("memory.used.ratio", memory));
    }

    private static double decibels(String cause, Metric... metrics) {
        Inference inference = inferred(metrics);
        Hypothesis alone = inference
                .posterior()
                .hypotheses()
                .alone(Knowledge.jvm().cause(cause).orElseThrow());
        return inference.clues().stream()
                .mapToDouble(clue -> clue.decibels(alone))
                .sum();
    }

    private static Inference inferred(Metric... metrics) {
        return Inference.of(Hypotheses.of(Knowledge.jvm()), about(snapshot(metrics)));
    }

    private static double chance(String cause, Metric... metrics) {
        Knowledge knowledge = Knowledge.jvm();
        Posterior posterior = inferred(metrics).posterior();
        return knowledge.causes().stream()
                .filter(known -> known.name().equals(cause))
                .mapToDouble(posterior::chance)
                .findFirst()
                .orElseThrow();
    }
}
