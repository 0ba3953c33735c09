package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private static final String METRIC = "load.ratio";

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aProblemThatClearsByItselfGivesNoActionCredit() {
        Bench bench = ladder(b -> b.mode(Mode.OBSERVE), () -> {});
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(5);
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(5);

        assertThat(bench.events(HealingEvent.IncidentClosed.class))
                .extracting(HealingEvent.IncidentClosed::resolution)
                .containsExactly(Resolution.SELF_RESOLVED);
    }

    @Test
    void whatDoesNotHelpIsFollowedByTheNextRungAndThenByAPerson() {
        Bench bench = ladder(b -> {}, runs::incrementAndGet);
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(60);

        assertThat(bench.verdicts()).containsExactly("first NO_EFFECT", "second NO_EFFECT");
        assertThat(bench.decisions()).containsExactly("Heal first", "Heal second", "Escalate");
        assertThat(runs).as("an escalated incident is not touched again").hasValue(2);
    }

    @Test
    void whatThrowsHasFailedAndWhatMakesItWorseIsSaidToBeWorse() {
        Bench failing = ladder(b -> {}, () -> {
            throw new NoClassDefFoundError("gone");
        });
        failing.probe.gauge(METRIC, 0.95);
        failing.seconds(60);
        assertThat(failing.verdicts()).containsExactly("first FAILED", "second FAILED");

        Bench[] bench = new Bench[1];
        bench[0] = ladder(b -> {}, () -> bench[0].probe.gauge(METRIC, 1.5));
        bench[0].probe.gauge(METRIC, 0.95);
        bench[0].seconds(9);
        assertThat(bench[0].verdicts()).containsExactly("first WORSE");
    }

    @Test
    void aCrashWhileAnActionRanGivesItOneFailedOutcomeAndTheNextRungGoesOn() {
        FakeJournal journal = new FakeJournal();
        Bench bench = ladder(b -> b.journal(journal), runs::incrementAndGet);
        bench.seconds(1);
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(1);
        assertThat(bench.verdicts()).isEmpty();
        bench.crash();
        bench.seconds(60);

        assertThat(bench.verdicts()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoIncidentsOfOneSymptomOnlyTheLaterOneGoesOn() {
        FakeJournal journal = new FakeJournal();
        Bench bench = ladder(
                b -> b.journal(journal).cooldown(Duration.ofMillis(1), Duration.ofMillis(1)), runs::incrementAndGet);
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(2);
        bench.crash();
        bench.holding = true;
        bench.seconds(6); // the journal cannot be read in time
        bench.holding = false;
        bench.release();
        bench.seconds(5);
        List<HealingEvent.IncidentOpened> opened = bench.events(HealingEvent.IncidentOpened.class);
        assertThat(opened).hasSize(2);
        bench.crash();
        bench.seconds(60);

        assertThat(bench.healing.view().open())
                .extracting(Incident::id)
                .containsExactly(opened.get(1).incident());
        assertThat(bench.events(HealingEvent.IncidentClosed.class))
                .singleElement()
                .satisfies(closed -> {
                    assertThat(closed.incident()).isEqualTo(opened.get(0).incident());
                    assertThat(closed.resolution()).isEqualTo(Resolution.ABANDONED);
                });
        assertThat(bench.events(HealingEvent.ActionStarted.class))
                .extracting(HealingEvent.ActionStarted::action)
                .containsExactly("first", "first", "second");
    }

    @Test
    void anEscalatedIncidentStaysEscalatedAcrossARestart() {
        FakeJournal journal = new FakeJournal();
        Bench bench = ladder(b -> b.journal(journal), runs::incrementAndGet);
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(60);
        bench.restart();
        bench.seconds(60);

        assertThat(runs).hasValue(2);
        assertThat(bench.healing.view().open())
                .singleElement()
                .extracting(Incident::state)
                .isEqualTo(Incident.State.ESCALATED);
    }

    @Test
    void aStallRaisesNothingFromOldNumbersAndAWallClockThatJumpsChangesNothing() {
        Bench bench = ladder(b -> {}, runs::incrementAndGet);
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(5);
        bench.time.pass(Duration.ofSeconds(30));
        bench.time.jump(Duration.ofDays(-1));
        bench.seconds(5);
        bench.time.jump(Duration.ofDays(2));
        bench.seconds(5);

        assertThat(runs).hasValue(0);
        assertThat(bench.events(HealingEvent.LoopDelayed.class)).hasSize(1);
    }

    @Test
    void everyProblemOfABuilderIsReportedAtOnceWithItsFix() {
        SelfHealing.Builder builder = SelfHealing.builder()
                .withoutDiscovery()
                .rule(OverRule.of(METRIC, 0.9, 0.8, "clear-cash"))
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, () -> {}))
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, () -> {}))
                .probe(Probe.gauge("memory.used.percent", () -> 91))
                .probe(java.util.List::of)
                .budget(0, Duration.ofHours(1));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("\"clear-cash\", which is not registered: did you mean \"clear-cache\"?")
                .hasMessageContaining("two actions have the id \"clear-cache\"")
                .hasMessageContaining("\"memory.used.ratio\" instead")
                .hasMessageContaining("Probe.of(name, …)")
                .hasMessageContaining("the budget is 0 runs");
    }

    @Test
    void aHealerIsStartedOnceAndClosedAsOftenAsOneLikes() {
        SelfHealing healing = SelfHealing.builder().withoutDiscovery().start();

        assertThatThrownBy(healing::start).isInstanceOf(IllegalStateException.class);
        healing.close();
        healing.close();
        assertThat(healing.turning()).isFalse();
        assertThatThrownBy(healing::start).isInstanceOf(IllegalStateException.class);
    }

    private static Bench ladder(java.util.function.Consumer<SelfHealing.Builder> settings, RecoveryAction.Body body) {
        return Bench.of(b -> {
            b.rule(OverRule.of(METRIC, 0.9, 0.8, "first", "second"))
                    .action(RecoveryAction.of("first", Risk.SAFE, body))
                    .action(RecoveryAction.of("second", Risk.LOW, body));
            settings.accept(b);
        });
    }
}
