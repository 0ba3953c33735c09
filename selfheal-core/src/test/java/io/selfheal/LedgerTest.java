package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of the actions that ran. */
class LedgerTest {
    private static final Instant TIME = Instant.EPOCH;
    private static final long DAY_AND_HOUR = Duration.ofHours(25).toNanos();

    private final IncidentBook incidents = new IncidentBook();
    private final Ledger ledger = new Ledger();

    private void started(String action, long nanos) {
        ledger.apply(new HealingEvent.ActionStarted(1, TIME, "i-1", "db", action), incidents, nanos);
    }

    private void returned(String action, long nanos) {
        ledger.apply(
                new HealingEvent.ActionReturned(1, TIME, "i-1", action, Duration.ZERO, "", false), incidents, nanos);
    }

    private void judged(String action, Verdict verdict, long nanos) {
        Outcome outcome = new Outcome(verdict, Duration.ZERO, "", "", List.of(), List.of());
        ledger.apply(new HealingEvent.OutcomeJudged(1, TIME, "i-1", "db", action, outcome), incidents, nanos);
    }

    private void open() {
        incidents.apply(new HealingEvent.IncidentOpened(1, TIME, "i-1", Asked.symptom("db", Asked.PROBLEM, true)));
    }

    private Run last() {
        return ledger.runs().get(ledger.runs().size() - 1);
    }

    @Test
    void aRunIsKnownByItsProblemAndEndsWhenItReturns() {
        open();
        started("mend", 100);
        assertThat(last().running()).isTrue();
        assertThat(last().problem()).isEqualTo(Asked.PROBLEM);
        returned("mend", 150);
        judged("mend", Verdict.HEALED, 170);

        assertThat(last().running()).isFalse();
        assertThat(last().started()).isEqualTo(100);
        assertThat(last().ended()).isEqualTo(150);
        assertThat(last().verdict()).contains(Verdict.HEALED);
    }

    @Test
    void whatTimedOutRunsUntilItReturns() {
        started("mend", 100);
        judged("mend", Verdict.TIMED_OUT, 200);
        assertThat(last().running()).isTrue();
        returned("mend", 300);

        assertThat(last().running()).isFalse();
        assertThat(last().ended()).isEqualTo(300);
        assertThat(last().verdict()).contains(Verdict.TIMED_OUT);
    }

    @Test
    void undoingRunsToo() {
        started("mend", 100);
        returned("mend", 110);
        judged("mend", Verdict.WORSE, 120);
        ledger.apply(new HealingEvent.UndoStarted(1, TIME, "i-1", "db", "mend"), incidents, 130);
        assertThat(last().running()).isTrue();
        ledger.apply(new HealingEvent.UndoEnded(1, TIME, "i-1", "mend", true, ""), incidents, 140);

        assertThat(last().running()).isFalse();
        assertThat(last().ended()).isEqualTo(140);
    }

    @Test
    void whatEndedMoreThanADayAndAnHourAgoIsForgottenAndWhatRunsIsNot() {
        started("ran", 100);
        returned("ran", 200);
        started("runs", 100);
        started("next", 200 + DAY_AND_HOUR);
        assertThat(ledger.runs()).extracting(Run::action).containsExactly("ran", "runs", "next");

        started("after", 201 + DAY_AND_HOUR);
        assertThat(ledger.runs()).extracting(Run::action).containsExactly("runs", "next", "after");
    }

    @Test
    void itHoldsFourThousandAndNinetySixRunsAtMostAndForgetsTheOldest() {
        for (int i = 0; i < 4_096; i++) {
            started("a" + i, i);
        }
        assertThat(ledger.runs()).hasSize(4_096);
        started("last", 5_000);

        assertThat(ledger.runs()).hasSize(4_096);
        assertThat(ledger.runs().get(0).action()).isEqualTo("a1");
        assertThat(last().action()).isEqualTo("last");
    }

    @Test
    void afterARestartNothingRunsAndWhatNobodyCanJudgeAnyMoreHasFailed() {
        started("mend", 100);
        ledger.settle(incidents, 500);

        assertThat(last().running()).isFalse();
        assertThat(last().ended()).isEqualTo(500);
        assertThat(last().verdict()).contains(Verdict.FAILED);
    }

    @Test
    void afterARestartWhatBelongsToAnOpenIncidentWaitsForItsVerdict() {
        open();
        started("mend", 100);
        returned("mend", 150);
        ledger.settle(incidents, 500);

        assertThat(last().ended()).isEqualTo(150);
        assertThat(last().verdict()).isEqualTo(Optional.empty());
    }
}
