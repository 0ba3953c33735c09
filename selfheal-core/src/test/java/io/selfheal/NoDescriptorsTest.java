package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.journal.FileJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When every file descriptor is taken, the lack is seen, mended and recorded. */
@Timeout(120)
class NoDescriptorsTest {
    @TempDir
    Path folder;

    @Test
    void aProcessWithoutADescriptorIsHealed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to set a limit with");
        assumeTrue(Files.exists(Path.of("/dev/null")), "nothing to hold descriptors of");

        Process child = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n 256; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoDescriptors.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("healed");
        List<HealingEvent> record = new ArrayList<>();
        FileJournal.read(folder.resolve("selfheal.jsonl"), record::add);
        assertThat(of(HealingEvent.OutcomeJudged.class, record))
                .extracting(judged -> judged.outcome().verdict())
                .endsWith(Verdict.HEALED);
        assertThat(of(HealingEvent.EvidenceCollected.class, record)).hasSize(1);
        assertThat(of(HealingEvent.LoopStopped.class, record)).hasSize(1);
    }

    private static <E extends HealingEvent> List<E> of(Class<E> type, List<HealingEvent> record) {
        return record.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
