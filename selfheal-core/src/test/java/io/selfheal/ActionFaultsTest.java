package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Actions that throw, hang and come back too late. */
class ActionFaultsTest {
    private static final String METRIC = "memory.used.ratio";

    private final StubbornAction stubborn = new StubbornAction();
    private final AtomicInteger other = new AtomicInteger();

    @AfterEach
    void letGo() {
        stubborn.release.countDown();
        stubborn.releaseUndo.countDown();
    }

    static Stream<Throwable> everyKindOfThrowable() {
        return ProbeFaultsTest.everyKindOfThrowable();
    }

    @ParameterizedTest
    @MethodSource("everyKindOfThrowable")
    void whatAnActionThrowsMakesItFailedAndTheNextRungIsTried(Throwable thrown) {
        Bench bench = sick(Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "broken", "other"))
                .action(RecoveryAction.of("broken", Risk.SAFE, () -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) thrown;
                }))
                .action(RecoveryAction.of("other", Risk.SAFE, other::incrementAndGet))));
        bench.seconds(10);
        assertThat(bench.verdicts()).containsExactly("broken FAILED", "other NO_EFFECT");
        assertThat(bench.events(HealingEvent.OutcomeJudged.class)
                        .get(0)
                        .outcome()
                        .detail())
                .isEqualTo("it threw " + Fault.of(thrown).shown());
        assertThat(bench.events(HealingEvent.ActionReturned.class))
                .extracting(HealingEvent.ActionReturned::action)
                .containsExactly("other");
    }

    @Test
    void anActionThatHangsIsTimedOutAndNothingElseRunsOnTheComponentUntilItReturns() {
        Bench bench = stubbornBench();
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(29);
        assertThat(bench.verdicts()).isEmpty();
        bench.seconds(1);
        assertThat(bench.verdicts()).containsExactly("stubborn TIMED_OUT");
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Hold OneAtATime");
        bench.seconds(9);
        assertThat(other).hasValue(0);
        assertThat(bench.healing.view().open().get(0).state()).isEqualTo(Incident.State.OPEN);
        returnLate(bench);
        assertThat(bench.events(HealingEvent.ActionReturned.class))
                .filteredOn(returned -> returned.action().equals("stubborn"))
                .singleElement()
                .matches(HealingEvent.ActionReturned::late)
                .extracting(HealingEvent.ActionReturned::report)
                .isEqualTo("done at last");
        assertThat(stubborn.cancelledSeen).isTrue();
        assertThat(bench.verdicts())
                .as("the late return changes nothing")
                .startsWith("stubborn TIMED_OUT")
                .doesNotContain("stubborn HEALED");
        Wait.until("the next rung is free, and run", () -> {
            bench.seconds(1);
            return other.get() == 1;
        });
    }

    @Test
    void anActionThatStaysAwayBeyondTheGraceEscalates() {
        Bench bench = stubbornBench();
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(30 + 10);
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Hold OneAtATime");
        bench.seconds(1);
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Hold OneAtATime", "Escalate");
        assertThat(lastDecision(bench).reason()).contains("stubborn was interrupted and has not returned");
        returnLate(bench);
        bench.seconds(600);
        assertThat(other).as("a person was told: nothing more is tried").hasValue(0);
        assertThat(bench.healing.view().open().get(0).state()).isEqualTo(Incident.State.ESCALATED);
    }

    @Test
    void theUndoingOfALateReturnDoesNotTakeAnEscalatedIncidentUpAgain() {
        stubborn.undoable = true;
        Bench bench = stubbornBench();
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(45);
        assertThat(bench.decisions()).last().isEqualTo("Escalate");
        returnLate(bench);
        bench.seconds(1);
        Wait.until("it is undone", () -> stubborn.undone.get() == 1);
        bench.seconds(600);
        assertThat(bench.events(HealingEvent.UndoEnded.class)).hasSize(1);
        assertThat(bench.healing.view().open().get(0).state()).isEqualTo(Incident.State.ESCALATED);
        assertThat(bench.decisions()).last().isEqualTo("Escalate");
        assertThat(other).hasValue(0);
    }

    @Test
    void anActionThatObeysItsInterruptIsTimedOutAndTheNextRungFollows() {
        stubborn.obeys = true;
        Bench bench = stubbornBench();
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(30);
        Wait.on(stubborn.left);
        assertThat(stubborn.interruptedSeen).isTrue();
        Wait.until("its return is seen", () -> {
            bench.seconds(1);
            return other.get() == 1;
        });
        bench.seconds(10);
        assertThat(bench.verdicts()).containsExactly("stubborn TIMED_OUT", "other NO_EFFECT");
    }

    @Test
    void anOverdueActionNeverHoldsUpTheEndOfItsIncident() {
        Bench bench = stubbornBench();
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(31);
        bench.probe.gauge(METRIC, 0.1);
        bench.seconds(1);
        assertThat(bench.events(HealingEvent.IncidentClosed.class))
                .extracting(HealingEvent.IncidentClosed::resolution)
                .containsExactly(Resolution.SELF_RESOLVED);
    }

    @Test
    void whileAnActionHangsANewIncidentOfTheComponentIsHeldAndOneOfAnotherIsNot() {
        Bench bench = ActionThreads.bench(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .rule(OverRule.of("queue.used.ratio", 0.9, 0.8, "other"))
                .rule(OverRule.of("database.used.ratio", 0.9, 0.8, "far"))
                .probe(Probe.gauge("database.used.ratio", () -> 0.95).on("database"))
                .action(stubborn)
                .action(RecoveryAction.of("other", Risk.SAFE, other::incrementAndGet))
                .action(RecoveryAction.of("far", Risk.SAFE, () -> {})));
        bench.probe.says(Gauge.of(METRIC, 0.95), Gauge.of("queue.used.ratio", 0.95));
        bench.seconds(5);
        assertThat(other).hasValue(0);
        assertThat(bench.events(HealingEvent.ActionStarted.class))
                .extracting(HealingEvent.ActionStarted::action)
                .containsExactly("stubborn", "far");
        assertThat(bench.events(HealingEvent.DecisionMade.class))
                .filteredOn(made -> made.symptom().id().equals("queue.used.ratio-high"))
                .singleElement()
                .extracting(made -> made.decision().reason())
                .isEqualTo("stubborn runs on orders");
    }

    @Test
    void anActionForWhichNoThreadIsFreeHasFailedAndIsNotUndone() {
        stubborn.undoable = true;
        boolean[] full = {false};
        HealingListener fills = event -> full[0] = event instanceof HealingEvent.ActionStarted;
        Bench bench = sick(Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .action(stubborn)
                .listener(fills)
                .executor(work -> {
                    if (full[0] && work instanceof Flight<?>) {
                        full[0] = false;
                        throw new RejectedExecutionException("full");
                    }
                    work.run();
                })));
        bench.seconds(5);
        assertThat(bench.verdicts()).containsExactly("stubborn FAILED");
        assertThat(stubborn.runs).hasValue(0);
        assertThat(bench.events(HealingEvent.UndoStarted.class)).isEmpty();
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Escalate");
    }

    @Test
    void anActionThatWaitsForAThreadBeyondItsTimeHasFailedAndNeverRuns() {
        stubborn.undoable = true;
        stubborn.hangs = false;
        List<Runnable> queued = new ArrayList<>();
        Bench bench = sick(queueing(queued));
        bench.seconds(32);
        assertThat(bench.verdicts()).containsExactly("stubborn FAILED");
        queued.forEach(Runnable::run);
        bench.seconds(5);
        assertThat(stubborn.runs).hasValue(0);
        assertThat(bench.events(HealingEvent.UndoStarted.class)).isEmpty();
        assertThat(bench.verdicts()).hasSize(1);
    }

    @Test
    void theKillSwitchAlsoStopsAnActionThatStillWaitsForAThread() {
        stubborn.hangs = false;
        List<Runnable> queued = new ArrayList<>();
        Bench bench = sick(queueing(queued));
        bench.seconds(2);
        assertThat(queued).hasSize(1);
        bench.healing.mode(Mode.OBSERVE, "stop");
        bench.seconds(1);
        queued.forEach(Runnable::run);
        bench.seconds(60);

        assertThat(stubborn.runs).hasValue(0);
        assertThat(bench.events(HealingEvent.OutcomeJudged.class))
                .singleElement()
                .satisfies(judged -> {
                    assertThat(judged.outcome().verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(judged.outcome().detail())
                            .isEqualTo("no thread was free to run it before Mode refused: "
                                    + "would have run stubborn, but the mode is OBSERVE");
                });
    }

    @Test
    void anActionThatStillWaitsForAThreadIsTakenBackOnceItsSymptomIsGone() {
        stubborn.hangs = false;
        List<Runnable> queued = new ArrayList<>();
        Bench bench = sick(queueing(queued));
        bench.seconds(2);
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(1);
        queued.forEach(Runnable::run);
        bench.seconds(5);

        assertThat(stubborn.runs).hasValue(0);
        assertThat(bench.events(HealingEvent.IncidentClosed.class))
                .extracting(HealingEvent.IncidentClosed::resolution)
                .containsExactly(Resolution.SELF_RESOLVED);
    }

    @Test
    void anActionThatWaitsForAThreadAndMayStillStartRunsOnceOneIsFree() {
        stubborn.hangs = false;
        List<Runnable> queued = new ArrayList<>();
        Bench bench = sick(queueing(queued));
        bench.seconds(20);
        queued.forEach(Runnable::run);
        bench.seconds(10);

        assertThat(stubborn.runs).hasValue(1);
        assertThat(bench.verdicts()).containsExactly("stubborn NO_EFFECT");
    }

    @Test
    void anActionKnowsWhatItIsForAndHowMuchTimeIsLeft() {
        Duration[] left = new Duration[1];
        String[] problem = new String[1];
        boolean[] cancelled = {true};
        RecoveryAction curious = new RecoveryAction() {
            @Override
            public String id() {
                return "curious";
            }

            @Override
            public Risk risk() {
                return Risk.SAFE;
            }

            @Override
            public void recover(Recovery recovery) {
                left[0] = recovery.remaining();
                problem[0] = recovery.incident().problem();
                cancelled[0] = recovery.cancelled();
                recovery.report("first");
                recovery.report("evicted\n" + recovery.snapshot().gauge(METRIC).orElseThrow());
            }
        };
        Bench bench = sick(
                Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "curious")).action(curious)));
        bench.seconds(7);
        assertThat(left[0]).isEqualTo(Duration.ofSeconds(30));
        assertThat(problem[0]).isEqualTo(METRIC + "-high");
        assertThat(cancelled[0]).isFalse();
        assertThat(bench.events(HealingEvent.OutcomeJudged.class)
                        .get(0)
                        .outcome()
                        .report())
                .isEqualTo("evicted\\n0.95");
    }

    /** Its first action waits for a thread, all else is done at once. */
    private Bench queueing(List<Runnable> queued) {
        boolean[] starting = {false};
        HealingListener started = event -> starting[0] = event instanceof HealingEvent.ActionStarted;
        return Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .action(stubborn)
                .listener(started)
                .executor(work -> {
                    if (starting[0] && work instanceof Flight<?>) {
                        starting[0] = false;
                        queued.add(work);
                    } else {
                        work.run();
                    }
                }));
    }

    private Bench stubbornBench() {
        return sick(ActionThreads.bench(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn", "other"))
                .action(stubborn)
                .action(RecoveryAction.of("other", Risk.SAFE, other::incrementAndGet))));
    }

    private void returnLate(Bench bench) {
        stubborn.release.countDown();
        Wait.on(stubborn.left);
        Wait.until("its thread has told the flight", () -> {
            bench.time.pass(Duration.ofMillis(1));
            bench.healing.loop().runOnce();
            return !bench.events(HealingEvent.ActionReturned.class).isEmpty();
        });
    }

    private static Bench sick(Bench bench) {
        bench.probe.gauge(METRIC, 0.95);
        return bench;
    }

    private static Decision lastDecision(Bench bench) {
        List<HealingEvent.DecisionMade> made = bench.events(HealingEvent.DecisionMade.class);
        return made.get(made.size() - 1).decision();
    }
}
