package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What did not help is taken back before anything else is tried. */
class UndoTest {
    private static final String METRIC = "memory.used.ratio";

    private final StubbornAction action = new StubbornAction();

    UndoTest() {
        action.hangs = false;
        action.undoable = true;
    }

    @AfterEach
    void letGo() {
        action.release.countDown();
        action.releaseUndo.countDown();
    }

    @Test
    void afterNoEffectItIsUndoneThenTheNextRungIsTried() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn", "next"))
                .action(action)
                .action(RecoveryAction.of("next", Risk.SAFE, () -> {})));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(9);
        assertThat(action.undone).hasValue(1);
        assertThat(steps(bench))
                .containsExactly(
                        "ActionStarted",
                        "ActionReturned",
                        "OutcomeJudged",
                        "UndoStarted",
                        "UndoEnded",
                        "ActionStarted",
                        "ActionReturned");
        assertThat(bench.verdicts()).containsExactly("stubborn NO_EFFECT");
        assertThat(bench.events(HealingEvent.UndoEnded.class)).singleElement().matches(HealingEvent.UndoEnded::undone);
    }

    @Test
    void whatMadeItWorseIsUndone() {
        Bench bench =
                Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn")).action(action));
        bench.probe.gauge(METRIC, 0.91);
        bench.seconds(1);
        bench.probe.gauge(METRIC, 1.5);
        bench.seconds(9);
        assertThat(bench.verdicts()).containsExactly("stubborn WORSE");
        assertThat(action.undone).hasValue(1);
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Escalate");
    }

    @Test
    void whatBroughtAnotherSymptomIsWorseAndUndone() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .rule(OverRule.of("error.ratio", 0.1, 0.05))
                .action(action));
        bench.probe.says(Gauge.of(METRIC, 0.95), Gauge.of("error.ratio", 0.0));
        bench.seconds(1);
        bench.probe.says(Gauge.of(METRIC, 0.95), Gauge.of("error.ratio", 0.5));
        bench.seconds(9);
        assertThat(bench.verdicts()).containsExactly("stubborn WORSE");
        assertThat(action.undone).hasValue(1);
    }

    @Test
    void whatCuredOneSymptomAndBroughtAnotherIsWorseAndUndone() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .rule(OverRule.of("error.ratio", 0.1, 0.05))
                .action(action));
        bench.probe.says(Gauge.of(METRIC, 0.95), Gauge.of("error.ratio", 0.0));
        bench.seconds(1);
        bench.probe.says(Gauge.of(METRIC, 0.3), Gauge.of("error.ratio", 0.5));
        bench.seconds(9);

        assertThat(bench.verdicts()).containsExactly("stubborn WORSE");
        assertThat(bench.events(HealingEvent.OutcomeJudged.class)
                        .get(0)
                        .outcome()
                        .detail())
                .startsWith("the symptom is gone, but now there is one on orders: error.ratio is 50 %");
        assertThat(action.undone).hasValue(1);
        assertThat(bench.healing.incidents())
                .filteredOn(incident -> incident.problem().equals(METRIC + "-high"))
                .extracting(Incident::resolution)
                .containsExactly(java.util.Optional.of(Resolution.SELF_RESOLVED));
    }

    @Test
    void anotherSymptomThatWasThereBeforeDoesNotMakeItWorse() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .rule(OverRule.of("error.ratio", 0.1, 0.05))
                .action(action));
        bench.probe.says(Gauge.of(METRIC, 0.95), Gauge.of("error.ratio", 0.5));
        bench.seconds(10);
        assertThat(bench.verdicts()).containsExactly("stubborn NO_EFFECT");
    }

    @Test
    void whatHealedIsNotUndone() {
        Bench bench =
                Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn")).action(action));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(1);
        bench.probe.gauge(METRIC, 0.1);
        bench.seconds(20);
        assertThat(bench.verdicts()).containsExactly("stubborn HEALED");
        assertThat(action.undone).hasValue(0);
    }

    @Test
    void whatFailedIsUndone() {
        RecoveryAction failing = failing();
        Bench bench =
                Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "failing")).action(failing));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(3);
        assertThat(bench.verdicts()).containsExactly("failing FAILED");
        assertThat(bench.events(HealingEvent.UndoEnded.class))
                .singleElement()
                .matches(ended -> !ended.undone())
                .extracting(HealingEvent.UndoEnded::report)
                .isEqualTo("it threw AssertionError: cannot be undone");
        assertThat(bench.decisions()).containsExactly("Heal failing", "Escalate");
        HealingEvent.DecisionMade last =
                bench.events(HealingEvent.DecisionMade.class).get(1);
        assertThat(last.decision().reason()).startsWith("failing did not help and could not be undone");
        bench.seconds(300);
        assertThat(bench.healing.view().open().get(0).state()).isEqualTo(Incident.State.ESCALATED);
    }

    @Test
    void anUndoThatHangsEscalatesAndNothingElseRunsOnTheComponent() {
        action.undoHangs = true;
        Bench bench = ActionThreads.bench(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn", "next"))
                .action(action)
                .action(RecoveryAction.of("next", Risk.SAFE, () -> {})));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(1);
        Wait.on(action.left);
        Wait.until("it is being undone", () -> {
            bench.seconds(1);
            return !bench.events(HealingEvent.UndoStarted.class).isEmpty();
        });
        Wait.on(action.undoEntered);
        bench.seconds(29);
        assertThat(bench.decisions()).containsExactly("Heal stubborn");
        bench.seconds(1);
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Escalate");
        assertThat(bench.healing.view().failing()).containsKey("undo stubborn");
        assertThat(bench.events(HealingEvent.UndoEnded.class)).isEmpty();
        bench.seconds(300);
        action.releaseUndo.countDown();
        Wait.until("its late end is told", () -> {
            bench.seconds(1);
            return !bench.events(HealingEvent.UndoEnded.class).isEmpty();
        });
        bench.seconds(300);
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Escalate");
        assertThat(bench.healing.view().open().get(0).state()).isEqualTo(Incident.State.ESCALATED);
        assertThat(bench.events(HealingEvent.UndoEnded.class)).hasSize(1);
    }

    @Test
    void anUndoForWhichNoThreadIsFreeEscalates() {
        boolean[] full = {false};
        HealingListener fills = event -> full[0] = event instanceof HealingEvent.UndoStarted;
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .action(action)
                .listener(fills)
                .executor(work -> {
                    if (full[0] && work instanceof Flight<?>) {
                        full[0] = false;
                        throw new java.util.concurrent.RejectedExecutionException("full");
                    }
                    work.run();
                }));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(12);
        assertThat(action.undone).hasValue(0);
        assertThat(bench.events(HealingEvent.UndoEnded.class))
                .singleElement()
                .extracting(HealingEvent.UndoEnded::report)
                .isEqualTo("no thread was free to run it");
        assertThat(bench.decisions()).containsExactly("Heal stubborn", "Escalate");
    }

    private static RecoveryAction failing() {
        return new RecoveryAction() {
            @Override
            public String id() {
                return "failing";
            }

            @Override
            public Risk risk() {
                return Risk.SAFE;
            }

            @Override
            public boolean undoable() {
                return true;
            }

            @Override
            public void recover(Recovery recovery) {
                throw new IllegalStateException("half done");
            }

            @Override
            public void undo(Recovery recovery) {
                throw new AssertionError("cannot be undone");
            }
        };
    }

    private static java.util.List<String> steps(Bench bench) {
        return bench.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .filter(name -> name.startsWith("Action") || name.startsWith("Undo") || name.startsWith("Outcome"))
                .toList();
    }
}
