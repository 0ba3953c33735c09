package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One attempt: its time limit, its late return, its undoing. */
class AttemptTest {
    private static final String METRIC = "load.ratio";

    private final List<String> calls = new ArrayList<>();
    private boolean undoFails;

    private final class Throttle implements RecoveryAction {
        @Override
        public String id() {
            return "throttle";
        }

        @Override
        public Risk risk() {
            return Risk.LOW;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public void recover(Recovery recovery) {
            calls.add("recover");
            recovery.report("throttled");
        }

        @Override
        public boolean undoable() {
            return true;
        }

        @Override
        public void undo(Recovery recovery) {
            calls.add("undo");
            if (undoFails) {
                throw new IllegalStateException("stuck");
            }
            recovery.report("opened again");
        }
    }

    @Test
    void whatDidNotHelpIsUndoneBeforeTheNextRungBegins() {
        Bench bench = sick();
        bench.seconds(30);

        assertThat(calls).containsExactly("recover", "undo", "next");
        assertThat(bench.events(HealingEvent.UndoEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.undone()).isTrue();
            assertThat(ended.report()).isEqualTo("opened again");
        });
    }

    @Test
    void whatHelpedIsNotUndone() {
        Bench bench = sick();
        bench.seconds(2);
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(30);

        assertThat(calls).containsExactly("recover");
        assertThat(bench.verdicts()).containsExactly("throttle HEALED");
    }

    @Test
    void anUndoingThatFailsIsLeftToAPersonAndNoOtherRungIsTried() {
        undoFails = true;
        Bench bench = sick();
        bench.seconds(60);

        assertThat(calls).containsExactly("recover", "undo");
        assertThat(bench.decisions()).containsExactly("Heal throttle", "Escalate");
    }

    @Test
    void whileAnAttemptSettlesNothingElseIsDecided() {
        Bench bench = sick();
        bench.seconds(4);

        assertThat(bench.decisions()).containsExactly("Heal throttle");
        assertThat(bench.healing.view().open())
                .singleElement()
                .extracting(Incident::state)
                .isEqualTo(Incident.State.SETTLING);
    }

    @Test
    void anEffectThatNoFreshNumberShowsIsNoEffect() {
        Bench bench = sick();
        bench.seconds(1);
        bench.probe.says();
        bench.seconds(90);

        assertThat(bench.verdicts()).containsExactly("throttle NO_EFFECT");
        assertThat(bench.events(HealingEvent.OutcomeJudged.class)
                        .get(0)
                        .outcome()
                        .detail())
                .isEqualTo("no effect could be seen: no fresh number to judge by");
    }

    @Test
    void anActionIsToldWhetherTheNextProcessWillKnowOfIt() {
        List<Boolean> told = new ArrayList<>();
        Bench without =
                Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "tell")).action(telling(told)));
        without.probe.gauge(METRIC, 0.95);
        without.seconds(3);
        assertThat(told).containsExactly(false);

        Bench with = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "tell"))
                .action(telling(told))
                .journal(new FakeJournal()));
        with.probe.gauge(METRIC, 0.95);
        with.seconds(3);
        assertThat(told).containsExactly(false, true);
    }

    private static RecoveryAction telling(List<Boolean> told) {
        return new RecoveryAction() {
            @Override
            public String id() {
                return "tell";
            }

            @Override
            public Risk risk() {
                return Risk.SAFE;
            }

            @Override
            public void recover(Recovery recovery) {
                told.add(recovery.journaled());
            }
        };
    }

    @Test
    void anAttemptThatSettledWhenTheProcessDiedIsJudgedByTheNextOne() {
        FakeJournal journal = new FakeJournal();
        Bench bench = Bench.of(b -> describe(b).journal(journal));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(3);
        bench.crash();
        bench.probe.gauge(METRIC, 0.3);
        bench.seconds(20);

        assertThat(calls).containsExactly("recover");
        assertThat(bench.verdicts()).containsExactly("throttle HEALED");
    }

    @Test
    void anIncidentWhoseRuleIsGoneIsGivenUp() {
        FakeJournal journal = new FakeJournal();
        Bench bench = Bench.of(b -> describe(b).journal(journal));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(3);
        bench.crash();
        Bench without = Bench.of(b -> b.journal(journal));
        without.seconds(3);

        assertThat(without.verdicts()).containsExactly("throttle FAILED");
        assertThat(without.events(HealingEvent.IncidentClosed.class))
                .extracting(HealingEvent.IncidentClosed::resolution)
                .containsExactly(Resolution.ABANDONED);
    }

    private Bench sick() {
        Bench bench = healthy();
        bench.probe.gauge(METRIC, 0.95);
        return bench;
    }

    private Bench healthy() {
        return Bench.of(this::describe);
    }

    private SelfHealing.Builder describe(SelfHealing.Builder builder) {
        return builder.rule(OverRule.of(METRIC, 0.9, 0.8, "throttle", "next"))
                .action(new Throttle())
                .action(RecoveryAction.of("next", Risk.SAFE, () -> calls.add("next")));
    }
}
