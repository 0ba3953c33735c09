package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** For each guard: the action that was not called, and why; and that it is called where nothing speaks against it. */
class GuardsTest {
    private static final String METRIC = "load.ratio";

    private final AtomicInteger runs = new AtomicInteger();
    private final RecoveryAction mend = RecoveryAction.of("mend", Risk.SAFE, runs::incrementAndGet);

    @Test
    void inObserveModeNothingIsCalledAndItIsSaidWhatWouldHaveBeen() {
        Bench bench = sick(b -> b.mode(Mode.OBSERVE)).seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(bench.decisions()).containsExactly("Hold Mode");
        assertThat(reason(bench)).isEqualTo("would have run mend, but the mode is OBSERVE");
    }

    @Test
    void anActionWhoseOwnModeIsObserveIsNotCalled() {
        Bench bench = sick(b -> b.mode("mend", Mode.OBSERVE)).seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(reason(bench)).isEqualTo("would have run mend, but its mode is OBSERVE");
    }

    @Test
    void theKillSwitchStopsWhatHasNotBegunAndLetsItGoOnWhenSwitchedBack() {
        Bench bench = bench(b -> {});
        bench.healing.mode(Mode.OBSERVE, "a person is looking");
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(60);
        assertThat(runs).hasValue(0);

        bench.healing.mode(Mode.ENFORCE, "done");
        bench.seconds(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void anEngineThatNamesAnUnknownActionCausesNothing() {
        Bench bench = sick(b -> b.engine(about -> Decision.Heal.of("rm-rf", "why not")))
                .seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(bench.decisions()).containsExactly("Hold KnownTarget");
    }

    @Test
    void aSymptomThatIsNoLongerFreshIsNotActedOn() {
        Bench bench = bench(b -> b.mode(Mode.OBSERVE));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(2);
        bench.probe.says();
        bench.seconds(20);
        bench.healing.mode(Mode.ENFORCE, "act from now on");
        bench.seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(bench.decisions()).containsExactly("Hold Mode", "Hold StillSick");
    }

    @Test
    void aSecondProblemOfTheComponentWaitsForTheActionOnTheFirst() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of("a.ratio", 0.9, 0.8, "hang"))
                .rule(OverRule.of("b.ratio", 0.9, 0.8, "mend"))
                .action(RecoveryAction.of("hang", Risk.SAFE, () -> {}))
                .action(mend));
        bench.seconds(1);
        bench.probe.says(Gauge.of("a.ratio", 0.95), Gauge.of("b.ratio", 0.95));
        bench.seconds(3);

        assertThat(runs).hasValue(0);
        assertThat(bench.decisions()).containsExactly("Heal hang", "Hold OneAtATime");
        bench.seconds(10);
        assertThat(runs).as("once the first was judged").hasValue(1);
    }

    @Test
    void anActionIsNotCalledAgainWithinItsCooldownWhichCountsFromItsEnd() {
        Bench bench = recurring(b -> b.cooldown(Duration.ofMinutes(2), Duration.ofMinutes(10)));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(80);

        assertThat(runs).as("within 0.8 of the cooldown").hasValue(1);
        assertThat(bench.decisions()).containsExactly("Heal mend", "Hold Cooldown");
        bench.seconds(70);
        assertThat(runs).as("beyond 1.2 of the cooldown").hasValue(2);
    }

    @Test
    void beyondTheBudgetAPersonIsToldAndNothingIsCalledAlsoAfterARestart() {
        FakeJournal journal = new FakeJournal();
        Bench bench = recurring(b -> b.budget(1, Duration.ofHours(2))
                .cooldown(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .journal(journal));
        bench.restart();
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(600);

        assertThat(runs).hasValue(1);
        assertThat(bench.decisions()).containsExactly("Heal mend", "Escalate");
        assertThat(reason(bench)).contains("1 is the budget");
    }

    @Test
    void anActionThatHelpedNothingThreeTimesIsNotCalledWithinTheHour() {
        Bench bench = bench(b -> b.cooldown(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        for (int time = 0; time < 4; time++) {
            bench.probe.gauge(METRIC, 0.95);
            bench.seconds(30);
            bench.probe.gauge(METRIC, 0.3);
            bench.seconds(30);
        }

        assertThat(runs).hasValue(3);
        assertThat(reason(bench)).contains("Breaker", "3 of the last 3 runs of mend did not help");
        bench.seconds(3_700);
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(5);
        assertThat(runs).as("one run is let through after an hour").hasValue(4);
    }

    @Test
    void aProblemThatComesBackTooOftenIsLeftToAPersonAlthoughEachHealingWorked() {
        Bench bench = recurring(b -> b.recurrence(1).cooldown(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(600);

        assertThat(runs).hasValue(1);
        assertThat(reason(bench)).contains("was healed 1 times within a day (by mend)");
    }

    @Test
    void aGuardThatThrowsRefuses() {
        Bench bench = sick(b -> b.guard(intent -> {
                    throw new StackOverflowError("a guard's own fault");
                }))
                .seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(reason(bench)).isEqualTo("the guard itself failed: StackOverflowError: a guard's own fault");
    }

    @Test
    void aGuardOfTheHostsMayRefuse() {
        Bench bench = sick(b -> b.guard(intent -> Optional.of(Refusal.later("Exam", "not during the exam"))))
                .seconds(60);

        assertThat(runs).hasValue(0);
        assertThat(bench.decisions()).containsExactly("Hold Exam");
    }

    @Test
    void whereNothingSpeaksAgainstItItIsCalledOnce() {
        sick(b -> b.guard(intent -> Optional.empty())).seconds(60);

        assertThat(runs).hasValue(1);
    }

    private Bench bench(Consumer<SelfHealing.Builder> settings) {
        return Bench.of(b -> {
            b.rule(OverRule.of(METRIC, 0.9, 0.8, "mend")).action(mend);
            settings.accept(b);
        });
    }

    private Bench sick(Consumer<SelfHealing.Builder> settings) {
        Bench bench = bench(settings);
        bench.probe.gauge(METRIC, 0.95);
        return bench;
    }

    /** Healed once; the problem may come back. */
    private Bench recurring(Consumer<SelfHealing.Builder> settings) {
        Bench bench = sick(settings).seconds(1);
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(10);
        assertThat(bench.verdicts()).containsExactly("mend HEALED");
        return bench;
    }

    private static String reason(Bench bench) {
        var made = bench.events(HealingEvent.DecisionMade.class);
        return made.get(made.size() - 1).decision().reason();
    }
}
