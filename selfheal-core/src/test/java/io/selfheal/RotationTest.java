package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a restarted loop has to know, though the journal's oldest files are gone. */
class RotationTest {
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
        fill(ward);
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
        fill(ward);
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

    /** As many events as the journal's files hold at least. */
    private static void fill(Ward ward) {
        Recorder recorder = ward.bench.healing.loop().recorder();
        for (int event = 0; event < 2_000; event++) {
            recorder.record((sequence, time) -> new HealingEvent.LoopDelayed(sequence, time, Duration.ZERO));
        }
        ward.seconds(1);
    }
}
