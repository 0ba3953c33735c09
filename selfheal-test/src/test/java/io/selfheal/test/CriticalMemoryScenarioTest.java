package io.selfheal.test;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Decision;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Health;
import io.selfheal.Journal;
import io.selfheal.Resolution;
import io.selfheal.SelfHealing;
import io.selfheal.Status;
import io.selfheal.journal.FileJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service UP, memory 91 %, CPU 20 %: clear the cache, because memory usage is critically high; then look again. */
class CriticalMemoryScenarioTest {
    @TempDir
    Path folder;

    @Test
    void aServiceThatIsUpWithMemoryAt91PercentAndCpuAt20PercentClearsItsCache() throws Exception {
        Path file = folder.resolve("selfheal.jsonl");
        ScriptedProbe probe = ScriptedProbe.named("vitals")
                .says(Health.up("orders"), Gauge.of("memory.used.ratio", 0.91), Gauge.of("cpu.used.ratio", 0.20));
        RecordingAction clearCache = RecordingAction.of("clear-cache")
                .does(() -> probe.says(
                        Health.up("orders"), Gauge.of("memory.used.ratio", 0.40), Gauge.of("cpu.used.ratio", 0.20)));
        Events events = new Events();
        try (VirtualTime time = new VirtualTime();
                SelfHealing healing = time.drive(
                                SelfHealing.builder().service("orders").withoutDiscovery())
                        .probe(probe)
                        .rule(when("memory.used.ratio")
                                .above(0.90)
                                .clearingBelow(0.80)
                                .run("clear-cache")
                                .because("Memory usage is critically high"))
                        .action(clearCache)
                        .journal(file)
                        .listener(events)
                        .build()) {
            time.turn(healing, Duration.ofSeconds(30));

            clearCache.ranOnce();
            assertThat(healing.view().snapshot().health("orders")).isEqualTo(Status.UP);
            assertThat(healing.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.resolution()).contains(Resolution.HEALED);
                assertThat(incident.decision())
                        .get()
                        .isEqualTo(Decision.Heal.of("clear-cache", "Memory usage is critically high"));
            });
        }
        List<HealingEvent> journal = read(file);
        assertThat(journal)
                .as("the journal says what the listener was told")
                .containsSubsequence(events.all().subList(0, events.all().size() - 1));
        assertThat(of(journal, HealingEvent.DecisionMade.class)).singleElement().satisfies(made -> {
            assertThat(made.decision().reason()).isEqualTo("Memory usage is critically high");
            assertThat(((Decision.Heal) made.decision()).action()).isEqualTo("clear-cache");
            assertThat(made.symptom().findings().get(0).metric()).isEqualTo(Gauge.of("memory.used.ratio", 0.91));
        });
        assertThat(of(journal, HealingEvent.ActionStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.action()).isEqualTo("clear-cache"));
        assertThat(of(journal, HealingEvent.OutcomeJudged.class))
                .singleElement()
                .satisfies(judged -> {
                    assertThat(judged.action()).isEqualTo("clear-cache");
                    assertThat(judged.outcome().after()).containsExactly(Gauge.of("memory.used.ratio", 0.40));
                });
    }

    private static List<HealingEvent> read(Path file) throws Exception {
        List<HealingEvent> events = new ArrayList<>();
        try (Journal journal = FileJournal.at(file)) {
            assertThat(journal.open(events::add)).as("damaged bytes").isZero();
        }
        return events;
    }

    private static <E extends HealingEvent> List<E> of(List<HealingEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
