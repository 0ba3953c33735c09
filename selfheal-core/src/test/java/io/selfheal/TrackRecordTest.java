package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which outcomes count, and which may have been brought about by something else. */
class TrackRecordTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Metric METRIC = Gauge.of("load.ratio", 0.95);

    private final Memory memory = new Memory();
    private long sequence;
    private long second;

    private interface Draft {
        HealingEvent at(long sequence, Instant time);
    }

    private void happens(Draft draft) {
        memory.apply(draft.at(++sequence, START.plusSeconds(second)), second * 1_000_000_000L);
        second++;
    }

    private static Symptom symptom(String id) {
        return new Symptom(id, "orders", START, 0, true, List.of(new Finding(METRIC, "high")));
    }

    private void opens(String incident) {
        happens((s, t) -> new HealingEvent.IncidentOpened(s, t, incident, symptom(incident)));
    }

    private void begins(String incident, String action) {
        Decision heal = new Decision.Heal(
                action,
                "why",
                0.8,
                List.of(new Cause("bloat", 0.7, List.of()), new Cause("leak", 0.2, List.of())),
                List.of());
        happens((s, t) -> new HealingEvent.DecisionMade(s, t, incident, symptom(incident), heal));
        happens((s, t) -> new HealingEvent.ActionStarted(s, t, incident, "orders", action));
    }

    private void ends(String incident, String action, Verdict verdict) {
        Outcome outcome = new Outcome(verdict, Duration.ofSeconds(1), "", "", List.of(METRIC), List.of(METRIC));
        happens((s, t) -> new HealingEvent.OutcomeJudged(s, t, incident, "orders", action, outcome));
    }

    private void closes(String incident, Resolution resolution) {
        happens((s, t) -> new HealingEvent.IncidentClosed(s, t, incident, resolution, Duration.ZERO, ""));
    }

    private List<Trial> trials() {
        return memory.track().trials();
    }

    @Test
    void aVerifiedOutcomeIsRememberedWithTheCausesThatItWasDecidedOn() {
        opens("a");
        begins("a", "mend");
        ends("a", "mend", Verdict.NO_EFFECT);

        assertThat(trials())
                .containsExactly(new Trial(
                        "mend",
                        "a",
                        "orders",
                        Map.of("bloat", 0.7, "leak", 0.2),
                        Verdict.NO_EFFECT,
                        START.plusSeconds(3)));
    }

    @Test
    void whatFailedOrCouldNotBeSeenIsNoOutcomeToLearnFrom() {
        opens("a");
        begins("a", "mend");
        ends("a", "mend", Verdict.FAILED);
        begins("a", "other");
        Outcome unseen = new Outcome(Verdict.NO_EFFECT, Duration.ZERO, "", "", List.of(METRIC), List.of());
        happens((s, t) -> new HealingEvent.OutcomeJudged(s, t, "a", "orders", "other", unseen));

        assertThat(trials()).isEmpty();
    }

    @Test
    void twoActionsAtOnceTeachNothing() {
        opens("a");
        opens("b");
        begins("a", "mend");
        begins("b", "other");
        ends("a", "mend", Verdict.HEALED);
        ends("b", "other", Verdict.HEALED);

        assertThat(trials()).isEmpty();
    }

    @Test
    void anActionThatDoesNotReturnAndTheUndoingOfAnotherAreActionsToo() {
        opens("a");
        begins("a", "stuck");
        ends("a", "stuck", Verdict.TIMED_OUT);
        begins("a", "mend");
        ends("a", "mend", Verdict.HEALED);
        assertThat(trials()).isEmpty();

        happens((s, t) -> new HealingEvent.ActionReturned(s, t, "a", "stuck", Duration.ofHours(1), "", true));
        happens((s, t) -> new HealingEvent.UndoStarted(s, t, "a", "orders", "stuck"));
        begins("a", "again");
        ends("a", "again", Verdict.HEALED);
        assertThat(trials()).isEmpty();

        happens((s, t) -> new HealingEvent.UndoEnded(s, t, "a", "stuck", true, ""));
        begins("a", "last");
        ends("a", "last", Verdict.HEALED);
        assertThat(trials()).extracting(Trial::action).containsExactly("last");
    }

    @Test
    void aDeploymentAHoleAPolicyAndARestartInBetweenTeachNothing() {
        List<Draft> between = List.of(
                (s, t) -> new HealingEvent.DeploymentNoted(s, t, "orders", "v2"),
                (s, t) -> new HealingEvent.LoopDelayed(s, t, Duration.ofSeconds(9)),
                (s, t) -> new HealingEvent.PolicyApplied(s, t, "p", Mode.ENFORCE, 1),
                (s, t) -> new HealingEvent.LoopStarted(s, t, "orders", Mode.ENFORCE, 1));
        for (Draft draft : between) {
            second += 3_600;
            opens("a");
            begins("a", "mend");
            happens(draft);
            ends("a", "mend", Verdict.HEALED);
            closes("a", Resolution.HEALED);
        }
        assertThat(trials()).isEmpty();
    }

    @Test
    void whatGoesByItselfSpeaksForDoingNothingAndWhatStaysAgainstIt() {
        opens("a");
        closes("a", Resolution.SELF_RESOLVED);
        opens("b");
        second += 600;
        closes("b", Resolution.SELF_RESOLVED);
        opens("c");
        closes("c", Resolution.CLEARED_AFTER_ESCALATION);
        opens("d");
        second += 600;
        begins("d", "mend");
        ends("d", "mend", Verdict.HEALED);

        assertThat(trials())
                .extracting(trial -> trial.problem() + " " + trial.action() + " " + trial.verdict())
                .as("of c a person may have taken care; of d it was waited in vain, and then it was mended")
                .containsExactly("a  HEALED", "b  NO_EFFECT", "d  NO_EFFECT", "d mend HEALED");
    }

    @Test
    void whatWentWhileAnActionRanElsewhereDidNotGoByItself() {
        opens("a");
        opens("b");
        begins("b", "mend");
        closes("a", Resolution.SELF_RESOLVED);

        assertThat(trials()).isEmpty();
    }

    @Test
    void whatIsRememberedIsBoundedAndRepeatedNowAndThen() {
        for (int i = 0; i < 600; i++) {
            opens("a");
            closes("a", Resolution.SELF_RESOLVED);
        }
        assertThat(trials()).hasSize(500);
        assertThat(memory.repetitionDue()).isFalse();
        memory.apply(new HealingEvent.LoopDelayed(2_000, START, Duration.ZERO), 0);
        assertThat(memory.repetitionDue()).isTrue();

        List<Trial> kept = trials();
        Memory next = new Memory();
        next.apply(new HealingEvent.TrialsKept(1, START, kept), 0);
        assertThat(next.track().trials()).isEqualTo(kept);
        next.apply(new HealingEvent.LoopDelayed(2_000, START, Duration.ZERO), 0);
        assertThat(next.repetitionDue()).isFalse();
        next.apply(new HealingEvent.LoopDelayed(2_001, START, Duration.ZERO), 0);
        assertThat(next.repetitionDue()).isTrue();
    }
}
