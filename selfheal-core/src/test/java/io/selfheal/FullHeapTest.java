package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.journal.FileJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the heap is full to the last bytes the loop lives on, and where it can it sees it, acts, verifies and records. */
@Timeout(300)
class FullHeapTest {
    @TempDir
    Path folder;

    /**
     * One process of three rounds is nearly always enough, but none promises it: a garbage collection a turn on a starved
     * machine may take longer than the rounds do. Without the reserve, or without the drill, hardly one of many heals.
     */
    @Test
    void aHeapThatIsFullToTheLastBytesIsHealed() throws Exception {
        assertThat(verdicts("SerialGC", "24m")).as("what the records say").contains(Verdict.HEALED);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"ParallelGC", "G1GC", "ZGC"})
    void soIsOneOfWhichLittlePiecesAreOfNoUse(String collector) throws Exception {
        assertThat(verdicts(collector, "64m")).as("what the records say").contains(Verdict.HEALED);
    }

    /** ZGC needs a larger heap: with pages of 2 MiB, and 8 bytes a reference, 24 MiB are hardly enough to start in. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"SerialGC, 24m", "ParallelGC, 24m", "G1GC, 24m", "ZGC, 64m"})
    void theLoopOutlivesAFullHeapAndTurnsAgainAsSoonAsThereIsMemory(String collector, String heap) throws Exception {
        assertThat(filled(collector, heap, folder.resolve(collector + ".jsonl"), 5, "released"))
                .isEqualTo("5 of 5");
    }

    private List<Verdict> verdicts(String collector, String heap) throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        for (int process = 0; process < 8 && !verdicts.contains(Verdict.HEALED); process++) {
            Path journal = folder.resolve("selfheal-" + process + ".jsonl");
            filled(collector, heap, journal, 3, "heal");
            FileJournal.read(journal, event -> {
                if (event instanceof HealingEvent.OutcomeJudged judged) {
                    verdicts.add(judged.outcome().verdict());
                }
            });
        }
        return verdicts;
    }

    private static String filled(String collector, String heap, Path journal, int rounds, String what)
            throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+Use" + collector,
                        "-XX:-UsePerfData",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullHeap.class.getName(),
                        journal.toString(),
                        Integer.toString(rounds),
                        what)
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said.strip();
    }
}
