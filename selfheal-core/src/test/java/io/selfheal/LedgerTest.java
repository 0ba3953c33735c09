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
    void anotherLedgerKnowsFromWhatIsKeptHowLongAgoARunWasAndOfEachOnlyOnce() {
        open();
        started("mend", 1_000);
        returned("mend", 1_100);
        judged("mend", Verdict.WORSE, 1_200);
        started("runs", 1_300);
        List<PastRun> kept = ledger.past(2_000);
        assertThat(kept).extracting(PastRun::action).containsExactly("mend");

        Ledger next = new Ledger();
        for (long nanos : new long[] {50_000, 60_000}) {
            next.apply(new HealingEvent.RunsKept(1, TIME, kept), incidents, nanos);
        }
        assertThat(next.runs())
                .containsExactly(new Run(
                        "i-1", Asked.PROBLEM, "db", "db", "mend", 49_000, 49_100, false, Optional.of(Verdict.WORSE)));
    }

    @Test
    void whatIsKeptStandsBeforeWhatBeganLater() {
        judgedRun("early", 1_000);
        List<PastRun> kept = ledger.past(2_000);
        Ledger next = new Ledger();
        next.apply(new HealingEvent.ActionStarted(1, TIME, "i-2", "db", "late"), incidents, 51_500);
        next.apply(new HealingEvent.RunsKept(1, TIME, kept), incidents, 52_000);

        assertThat(next.runs()).extracting(Run::action).containsExactly("early", "late");
    }

    @Test
    void whatDoesNotReturnIsKeptAsRunningAndEndsWithItsProcess() {
        started("mend", 1_000);
        judged("mend", Verdict.TIMED_OUT, 1_100);
        Ledger next = new Ledger();
        next.apply(new HealingEvent.RunsKept(1, TIME, ledger.past(2_000)), incidents, 50_000);
        next.settle(incidents, 60_000);

        assertThat(next.runs()).singleElement().satisfies(run -> {
            assertThat(run.running()).isFalse();
            assertThat(run.ended()).isEqualTo(60_000);
        });
    }

    @Test
    void theLatestFiveHundredRunsOfADayAndAnHourAreKept() {
        judgedRun("old", 0);
        for (int i = 1; i <= 501; i++) {
            judgedRun("a" + i, DAY_AND_HOUR);
        }
        List<PastRun> kept = ledger.past(DAY_AND_HOUR + 100);

        assertThat(kept)
                .hasSize(500)
                .extracting(PastRun::action)
                .startsWith("a2")
                .endsWith("a501");
    }

    private void judgedRun(String action, long nanos) {
        started(action, nanos);
        returned(action, nanos + 10);
        judged(action, Verdict.NO_EFFECT, nanos + 20);
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
