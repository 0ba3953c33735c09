package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent.ExhaustionForeseen;
import io.selfheal.HealingEvent.LearningKept;
import io.selfheal.HealingEvent.LearningResumed;
import io.selfheal.HealingEvent.SymptomRaised;
import io.selfheal.detect.Unusual;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What rules and detectors learn, over days of a turn a minute: kept, taken up, forgotten, and replayed. */
class LearningTest {
    private static final double GIB = 1L << 30;
    private static final int DAY = 1_440;

    private final FakeJournal journal = new FakeJournal();
    private final Random noise = new Random(1);
    private final List<String> ran = new ArrayList<>();
    private double rate;
    private double free = 100 * GIB;
    private double shrinking;
    private int minute;

    private static void rules(SelfHealing.Builder builder) {
        builder.service("orders")
                .withoutDiscovery()
                .every(Duration.ofMinutes(1))
                .rule(when("orders.rate").isUnusual().named("odd"))
                .rule(when("payments.rate").isUnusual().named("payments odd"))
                .rule(when("disk.free.bytes")
                        .runsOutWithin(Duration.ofHours(24))
                        .run("purge")
                        .named("disk-runs-out"));
    }

    private Bench bench(Consumer<SelfHealing.Builder> settings) {
        return Bench.of(b -> {
            rules(b);
            b.journal(journal)
                    .probe(Probe.of("payments", () -> List.of(Gauge.of("payments.rate", usual())))
                            .on("payments"))
                    .action(RecoveryAction.of("purge", Risk.SAFE, () -> {
                        ran.add("purge");
                        free += 50 * GIB;
                    }));
            settings.accept(b);
        });
    }

    private double usual() {
        return 100 + 20 * Math.sin(2 * Math.PI * minute / DAY) + noise.nextGaussian();
    }

    private void minutes(Bench bench, int minutes) {
        for (int i = 0; i < minutes; i++) {
            minute++;
            free -= shrinking / 60;
            rate = usual();
            turn(bench);
        }
    }

    private void turn(Bench bench) {
        bench.probe.says(Gauge.of("orders.rate", rate), Gauge.of("disk.free.bytes", free));
        bench.time.pass(Duration.ofMinutes(1));
        bench.healing.loop().runOnce();
    }

    private List<String> raised() {
        return journal.kept(SymptomRaised.class).stream()
                .map(event -> event.symptom().id())
                .toList();
    }

    private void odd(Bench bench) {
        rate = 1;
        turn(bench);
        turn(bench);
    }

    @Test
    void whatWasLearntIsTakenUpAtTheNextStart() {
        Bench bench = bench(b -> {});
        minutes(bench, 4 * DAY);
        bench.restart();
        minutes(bench, 2);

        assertThat(journal.kept(LearningResumed.class)).singleElement().satisfies(resumed -> {
            assertThat(resumed.learnt()).isEqualTo(3);
            assertThat(resumed.refused()).isEmpty();
        });
        assertThat(raised()).isEmpty();
        odd(bench);
        assertThat(raised()).containsExactly("odd");
    }

    @Test
    void ofACrashTheLastHourAtMostIsLost() {
        Bench bench = bench(b -> {});
        minutes(bench, 4 * DAY + 30);
        bench.crash();
        minutes(bench, 2);
        odd(bench);
        assertThat(raised()).containsExactly("odd");
    }

    @Test
    void aJournalThatKnowsNothingOfItLeavesEverythingToBeLearntAnew() {
        Bench bench = bench(b -> {});
        minutes(bench, 4 * DAY);
        bench.restart();
        journal.kept.removeIf(LearningKept.class::isInstance);
        bench.restart();
        journal.kept.removeIf(LearningKept.class::isInstance);
        minutes(bench, 2);
        odd(bench);
        assertThat(raised()).isEmpty();
    }

    @Test
    void eachSeriesIsKeptOnceAnHourAndNoSoonerThanThat() {
        Bench bench = bench(b -> {});
        minutes(bench, 60);
        assertThat(journal.kept(LearningKept.class)).isEmpty();
        minutes(bench, DAY - 60);
        assertThat(journal.kept(LearningKept.class)).hasSizeBetween(20, 24);
        assertThat(journal.kept(LearningKept.class))
                .allSatisfy(kept -> assertThat(kept.learnt())
                        .extracting(Learnt::key)
                        .doesNotHaveDuplicates()
                        .hasSizeLessThanOrEqualTo(3));
    }

    @Test
    void aShortLifeLeavesNothingInTheJournal() {
        Bench bench = bench(b -> {});
        for (int life = 0; life < 20; life++) {
            minutes(bench, 9);
            bench.restart();
        }
        assertThat(journal.kept(LearningKept.class)).isEmpty();
    }

    @Test
    void aStateThatIsNoneIsToldAndThatSeriesBeginsAnew() {
        Bench bench = bench(b -> {});
        minutes(bench, 4 * DAY);
        bench.restart();
        journal.kept.removeIf(LearningKept.class::isInstance);
        journal.kept.add(new LearningKept(
                9_999,
                bench.time.instant(),
                List.of(),
                List.of(
                        new Learnt("norm", "orders.rate", "orders", "AAAA"),
                        new Learnt("norm", "payments.rate", "payments", "no Base64!"),
                        new Learnt("norm", "no.such.rate", "orders", "AAAA"))));
        bench.crash();
        minutes(bench, 15);

        List<LearningResumed> resumed = journal.kept(LearningResumed.class);
        assertThat(resumed.get(resumed.size() - 1).learnt()).isZero();
        assertThat(resumed.get(resumed.size() - 1).refused())
                .hasSize(2)
                .anySatisfy(told ->
                        assertThat(told).startsWith("norm of orders.rate").contains("start the series anew"))
                .anySatisfy(told -> assertThat(told).startsWith("norm of payments.rate"));
        assertThat(bench.healing.view().failing()).isEmpty();
        odd(bench);
        assertThat(raised()).isEmpty();
    }

    @Test
    void ofAnotherVersionNothingIsKnownAndOfOtherComponentsEverythingIs() {
        Bench bench = bench(b -> {});
        minutes(bench, 4 * DAY);
        var answer = bench.healing.deployed("v2");
        minutes(bench, 2);
        assertThat(answer.join().accepted()).isTrue();
        odd(bench);
        assertThat(raised()).isEmpty();

        bench.crash(); // right after it: what was kept before is of the version before
        minutes(bench, 2);
        odd(bench);
        assertThat(raised()).isEmpty();
        List<LearningResumed> resumed = journal.kept(LearningResumed.class);
        assertThat(resumed.get(resumed.size() - 1).learnt()).isEqualTo(1);
    }

    @Test
    void whatWasUnusualOrRunningOutIsNoLongerInAnotherVersionAndNotActedOn() {
        Bench bench = bench(b -> b.mode(Mode.OBSERVE));
        minutes(bench, 4 * DAY);
        shrinking = 3 * GIB;
        while (raised().isEmpty()) {
            minutes(bench, 1);
            assertThat(free).isPositive();
        }
        odd(bench);
        assertThat(raised()).containsExactly("disk-runs-out", "odd");
        int before = journal.kept(HealingEvent.SymptomCleared.class).size();
        unheard(bench.healing.deployed("v2"));
        bench.healing.mode(Mode.ENFORCE, "us");
        minutes(bench, 2);
        assertThat(journal.kept(HealingEvent.SymptomCleared.class))
                .extracting(cleared -> cleared.symptom().id())
                .containsExactlyInAnyOrder("disk-runs-out", "odd");
        assertThat(before).isZero();
        assertThat(ran).isEmpty();
    }

    @Test
    void whatRunsIsKnownAlsoWhenItsEventIsNoLongerInTheJournal() {
        Bench bench = bench(b -> {});
        minutes(bench, 1);
        unheard(bench.healing.deployed("v2"));
        minutes(bench, 2 * DAY);
        bench.restart();
        journal.kept.removeIf(HealingEvent.DeploymentNoted.class::isInstance);
        bench.restart();
        var again = bench.healing.deployed("v2");
        minutes(bench, 1);
        assertThat(again.join().accepted()).isFalse();
        assertThat(journal.kept(HealingEvent.DeploymentNoted.class)).isEmpty();
    }

    @Test
    void aPolicyThatChangesHandsOnWhatWasLearnt() {
        Changing policy = new Changing();
        Bench bench = bench(b -> b.policy(policy));
        minutes(bench, 4 * DAY);
        policy.falseAlarms = 5;
        minutes(bench, 5);
        assertThat(journal.kept(HealingEvent.PolicyApplied.class)).hasSize(2);
        odd(bench);
        assertThat(raised()).containsExactlyInAnyOrder("odd", "of the policy");
    }

    @Test
    void aForecastIsOnRecordAndActsEarlyAndIsJudgedByWhatWasFreed() {
        shrinking = 3 * GIB;
        Bench bench = bench(b -> {});
        while (ran.isEmpty()) {
            minutes(bench, 1);
            assertThat(free).as("there is time").isPositive();
        }
        assertThat(bench.healing.view().forecasts()).singleElement().satisfies(found -> {
            assertThat(found.metric()).isEqualTo("disk.free.bytes");
            assertThat(found.shown()).contains("shrinks ", "GiB/h", "used up in ", "(90 %)");
        });
        minutes(bench, 2);

        assertThat(bench.verdicts()).containsExactly("purge HEALED");
        assertThat(journal.kept(ExhaustionForeseen.class)).singleElement().satisfies(told -> {
            assertThat(told.problem()).isEqualTo("disk-runs-out");
            assertThat(told.exhaustion().likely()).isLessThanOrEqualTo(Duration.ofHours(24));
        });
        assertThat(journal.kept(HealingEvent.IncidentClosed.class))
                .singleElement()
                .matches(closed -> closed.resolution() == Resolution.HEALED);
        minutes(bench, 50);
        assertThat(bench.healing.view().forecasts())
                .as("at the pace of before, until the new one is known")
                .singleElement()
                .matches(Exhaustion::assumed);
    }

    @Test
    void anActionThatFreesNothingHasHadNoEffect() {
        shrinking = 3 * GIB;
        Bench bench = bench(b -> b.action(RecoveryAction.of("useless", Risk.SAFE, () -> ran.add("useless")))
                .rule(when("disk.free.bytes")
                        .runsOutWithin(Duration.ofHours(20))
                        .run("useless")
                        .named("another")));
        while (!ran.contains("useless")) {
            minutes(bench, 1);
            free = ran.contains("purge") && free > 60 * GIB ? free - 50 * GIB : free; // as if that had freed nothing
            assertThat(free).isPositive();
        }
        minutes(bench, 2);
        assertThat(bench.verdicts()).contains("useless NO_EFFECT");
    }

    @Test
    void anActionThatEndsWhatIsUnusualHasHealedAndIsNotUndone() {
        StubbornAction reset = undoable();
        Bench bench = bench(b -> b.action(reset)
                .rule(when("orders.rate").isUnusual().run(reset.id()).named("mended")));
        minutes(bench, 4 * DAY);
        odd(bench);
        minutes(bench, 60);
        assertThat(bench.verdicts()).containsExactly("stubborn HEALED");
        assertThat(reset.undone).hasValue(0);
    }

    @Test
    void anActionAfterWhichItStaysUnusualHasHadNoEffectAndIsUndone() {
        StubbornAction useless = undoable();
        Bench bench = bench(b -> b.action(useless)
                .rule(when("orders.rate").isUnusual().run(useless.id()).named("not mended")));
        minutes(bench, 4 * DAY);
        for (int i = 0; i < 30; i++) {
            odd(bench);
        }
        assertThat(bench.verdicts()).containsExactly("stubborn NO_EFFECT");
        assertThat(useless.undone).hasValue(1);
    }

    private static StubbornAction undoable() {
        StubbornAction action = new StubbornAction();
        action.hangs = false;
        action.undoable = true;
        return action;
    }

    @Test
    void theEffectOfAnActionIsNotUnusual() {
        Bench bench = Bench.of(b -> b.withoutDiscovery()
                .every(Duration.ofMinutes(1))
                .journal(journal)
                .detector(Unusual.everyGauge())
                .rule(OverRule.of("heap.ratio", 0.9, 0.8, "trim"))
                .action(RecoveryAction.of("trim", Risk.SAFE, () -> rate = 0.1)));
        rate = 0.5;
        for (int i = 0; i < 2 * DAY; i++) {
            heap(bench);
        }
        for (int i = 0; i < 30; i++) {
            rate += 0.015; // slowly enough to be usual
            heap(bench);
        }
        int before = raised().size();
        assertThat(bench.verdicts()).containsExactly("trim HEALED");
        for (int i = 0; i < 120; i++) {
            heap(bench);
        }
        assertThat(raised().subList(before, raised().size())).isEmpty();
    }

    private void heap(Bench bench) {
        bench.probe.says(Gauge.of("heap.ratio", rate + 0.01 * noise.nextGaussian()));
        bench.time.pass(Duration.ofMinutes(1));
        bench.healing.loop().runOnce();
    }

    @Test
    void allOfItReplaysToTheSame() {
        shrinking = 3 * GIB;
        Bench bench = bench(SelfHealing.Builder::recordMetrics);
        minutes(bench, DAY);
        unheard(bench.healing.deployed("v2"));
        minutes(bench, 3 * DAY);
        bench.restart();
        minutes(bench, DAY);
        bench.crash();
        minutes(bench, 2);
        odd(bench);
        bench.healing.close();
        assertThat(journal.kept(LearningResumed.class)).hasSize(2);

        SelfHealing.Builder policy = SelfHealing.builder();
        rules(policy);
        Replay replay = Replay.of(policy);
        journal.kept.forEach(replay::next);
        assertThat(replay.finish()).matches(Replayed::same);
        assertThat(replayed(replay.would())).isEqualTo(replayed(journal.kept));
    }

    /** What a replay gives again, without its place in the order, which what was observed takes part in. */
    private static List<Object> replayed(List<HealingEvent> events) {
        List<Object> all = new ArrayList<>();
        for (HealingEvent event : events) {
            if (event instanceof LearningKept kept) {
                all.add(kept.learnt());
                all.add(kept.time());
            } else if (event instanceof LearningResumed resumed) {
                all.add(resumed.learnt());
            } else if (event instanceof ExhaustionForeseen foreseen) {
                all.add(foreseen.exhaustion());
            } else if (event instanceof SymptomRaised raised) {
                all.add(raised.symptom());
            }
        }
        return all;
    }

    private static void unheard(CompletableFuture<?> answer) {
        answer.whenComplete((said, failed) -> {});
    }

    /** A rule with a number that changes. */
    private static final class Changing implements Policy {
        private double falseAlarms = 4;
        private double applied;

        @Override
        public String name() {
            return "changing";
        }

        @Override
        public boolean changed() {
            return applied != falseAlarms;
        }

        @Override
        public void applyTo(SelfHealing.Builder builder) {
            applied = falseAlarms;
            builder.rule(when("orders.rate").isUnusual(falseAlarms).named("of the policy"));
        }
    }
}
