package io.selfheal.cli;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.SelfHealing;
import io.selfheal.journal.FileJournal;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An incident that no action ends, and that outlives the files of its journal. */
final class LongTrouble implements AutoCloseable {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedProbe probe = ScriptedProbe.named("memory");
    private final Path journal;
    private final SelfHealing healing;

    LongTrouble(Path journal) {
        this.journal = journal;
        this.healing = time.drive(SelfHealing.builder())
                .service("orders")
                .withoutDiscovery()
                .recordMetrics()
                .journal(FileJournal.at(journal).rotating(4 << 10, 2).unforced())
                .probe(probe)
                .rule(when("memory.used.ratio")
                        .above(0.90)
                        .clearingBelow(0.80)
                        .run("shed-load")
                        .named("memory-high"))
                .action(RecordingAction.of("shed-load"))
                .build();
        probe.gauge("memory.used.ratio", 0.5);
        time.turn(healing, Duration.ofSeconds(10));
        probe.gauge("memory.used.ratio", 0.91);
        time.turn(healing, Duration.ofSeconds(2));
    }

    String id() {
        return healing.view().open().get(0).id();
    }

    void lastsUntilTheJournalRemembersItByARepetitionOnly() throws IOException {
        for (int turns = 0; turns < 3_000; turns += 5) {
            time.turn(healing, Duration.ofSeconds(5));
            if (kept().stream().anyMatch(HealingEvent.IncidentKept.class::isInstance)) {
                break;
            }
        }
        assertThat(kept())
                .hasAtLeastOneElementOfType(HealingEvent.IncidentKept.class)
                .doesNotHaveAnyElementsOfTypes(HealingEvent.IncidentOpened.class, HealingEvent.DecisionMade.class);
    }

    void endsLongAfterTheRepetition() throws IOException {
        time.turn(healing, Duration.ofSeconds(200));
        probe.gauge("memory.used.ratio", 0.5);
        time.turn(healing, Duration.ofSeconds(5));
        assertThat(kept())
                .hasAtLeastOneElementOfType(HealingEvent.IncidentClosed.class)
                .doesNotHaveAnyElementsOfTypes(HealingEvent.IncidentKept.class);
    }

    private List<HealingEvent> kept() throws IOException {
        List<HealingEvent> kept = new ArrayList<>();
        FileJournal.read(journal, kept::add);
        return kept;
    }

    @Override
    public void close() {
        healing.close();
        time.close();
    }
}
