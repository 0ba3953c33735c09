package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a restarted loop has to know, though the journal's oldest files are gone. */
class RotationTest {
    private static final String METRIC = "load.ratio";
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static Ward ward(Consumer<SelfHealing.Builder> settings) {
        return Ward.of(List.of("db"), settings);
    }

    @Test
    void whatPeopleOrderedOutlivesTheRotationOfTheJournal() {
        FakeJournal journal = new FakeJournal();
        Ward ward = Ward.of(List.of("db", "cache"), b -> b.journal(journal));
        ward.bench.healing.mode(Mode.APPROVE, "we are moving house");
        ward.bench.healing.silence(Silence.of(Duration.ofHours(2), "deployment").on("db"));
        ward.seconds(600);
        fill(ward.bench);
        HealingEvent.InstructionsKept kept =
                journal.kept(HealingEvent.InstructionsKept.class).get(0);
        assertThat(kept.mode()).isEqualTo(Mode.APPROVE);
        assertThat(kept.silences())
                .singleElement()
                .satisfies(left -> assertThat(left.lasts()).isEqualTo(Duration.ofSeconds(7_200 - 600)));
        ward.seconds(5);
        assertThat(journal.kept(HealingEvent.InstructionsKept.class))
                .as("now and then")
                .hasSize(1);

        journal.kept.removeIf(event -> event.sequence() < kept.sequence());
        ward.bench.restart();
        ward.sick("db").sick("cache").seconds(30);
        assertThat(ward.ran).isEmpty();
        assertThat(ward.decision("cache")).isEqualTo("Approval");
        assertThat(ward.reason("db")).startsWith("silenced for another ").endsWith(": deployment");
    }

    @Test
    void anIncidentThatAPersonWasToldOfIsNotHealedAnewOnceTheJournalHasForgottenItsBeginning() {
        FakeJournal journal = new FakeJournal();
        Ward ward = ward(b -> b.journal(journal)).sick("db").seconds(120);
        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.decision("db")).isEqualTo("Escalate");
        String id = ward.incident("db").id();
        fill(ward.bench);
        HealingEvent.IncidentKept kept =
                journal.kept(HealingEvent.IncidentKept.class).get(0);
        journal.kept.removeIf(event -> event.sequence() < kept.sequence());
        ward.bench.restart();
        ward.seconds(300);

        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.incident("db").id()).isEqualTo(id);
        assertThat(ward.incident("db").state()).isEqualTo(Incident.State.ESCALATED);
        assertThat(ward.incident("db").attempts()).hasSize(1);
        ward.well("db").seconds(5);
        assertThat(ward.incident("db").resolution()).contains(Resolution.CLEARED_AFTER_ESCALATION);
    }

    @Test
    void whatMadeItWorseStaysQuarantinedThoughTheJournalHasForgottenIt() {
        FakeJournal journal = new FakeJournal();
        List<String> ran = new ArrayList<>();
        Bench[] bench = new Bench[1];
        bench[0] = Bench.of(b -> b.journal(journal)
                .rule(OverRule.of(METRIC, 0.9, 0.8, "mend"))
                .action(RecoveryAction.of("mend", Risk.SAFE, () -> {
                    ran.add("mend");
                    bench[0].probe.gauge(METRIC, 1.5);
                })));
        bench[0].probe.gauge(METRIC, 0.95);
        bench[0].seconds(20);
        assertThat(bench[0].verdicts()).containsExactly("mend WORSE");
        bench[0].probe.gauge(METRIC, 0.3);
        bench[0].seconds(3_600);
        forget(bench[0], journal);
        bench[0].probe.gauge(METRIC, 0.95);
        bench[0].seconds(60);

        assertThat(ran).hasSize(1);
        assertThat(lastDecision(bench[0])).contains("mend was refused by Quarantine");
    }

    @Test
    void whatWasHealedTooOftenIsLeftToAPersonThoughTheJournalHasForgottenIt() {
        assertThat(decisionAfterTwoHealings(b -> b.recurrence(2)))
                .contains("was healed 2 times within a day (by mend db)");
    }

    @Test
    void whatWasSpentOfTheBudgetIsSpentThoughTheJournalHasForgottenIt() {
        assertThat(decisionAfterTwoHealings(b -> b.budget(2, Duration.ofHours(1))))
                .contains("2 actions were started within 60 min");
    }

    @Test
    void aRunThatTheJournalStillHoldsIsNotCountedTwice() {
        FakeJournal journal = new FakeJournal();
        Ward ward = ward(b -> b.journal(journal).budget(2, Duration.ofHours(1)).cooldown(MOMENT, MOMENT));
        ward.sick("db").seconds(2).well("db").seconds(20);
        fill(ward.bench);
        ward.bench.restart();
        ward.sick("db").seconds(2);

        assertThat(ward.ran).hasSize(2);
    }

    private static String decisionAfterTwoHealings(Consumer<SelfHealing.Builder> settings) {
        FakeJournal journal = new FakeJournal();
        Ward ward = ward(b -> settings.accept(b.journal(journal).cooldown(MOMENT, MOMENT)));
        for (int i = 0; i < 2; i++) {
            ward.sick("db").seconds(2).well("db").seconds(20);
        }
        assertThat(ward.bench.verdicts()).containsExactly("mend db HEALED", "mend db HEALED");
        forget(ward.bench, journal);
        ward.sick("db").seconds(60);

        assertThat(ward.ran).hasSize(2);
        return lastDecision(ward.bench);
    }

    /** Goes on in another process, for which the journal only has what is repeated. */
    private static void forget(Bench bench, FakeJournal journal) {
        fill(bench);
        long kept = journal.kept(HealingEvent.RunsKept.class).get(0).sequence();
        journal.kept.removeIf(event -> event.sequence() < kept);
        bench.restart();
        bench.seconds(1);
    }

    private static String lastDecision(Bench bench) {
        List<HealingEvent.DecisionMade> made = bench.events(HealingEvent.DecisionMade.class);
        return made.get(made.size() - 1).decision().reason();
    }

    /** As many events as the journal's files hold at least. */
    private static void fill(Bench bench) {
        Recorder recorder = bench.healing.loop().recorder();
        for (int event = 0; event < 2_000; event++) {
            recorder.record((sequence, time) -> new HealingEvent.LoopDelayed(sequence, time, Duration.ZERO));
        }
        bench.seconds(1);
    }
}
