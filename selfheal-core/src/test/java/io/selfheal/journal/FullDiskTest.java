package io.selfheal.journal;

import static io.selfheal.journal.Journals.assertWhole;
import static io.selfheal.journal.Journals.event;
import static io.selfheal.journal.Journals.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 1 MiB that is really full; needs the right to mount one. */
class FullDiskTest {
    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = runs("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
        assumeThat(mounted).as("may mount a tmpfs").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(runs("umount", folder.toString())).isTrue();
        }
    }

    @Test
    void theReserveHoldsTheLastWordsAndNothingIsTornOrLost() throws IOException {
        Path file = folder.resolve("selfheal.jsonl");
        Path reserve = folder.resolve("selfheal.jsonl.reserve");
        Path ballast = folder.resolve("ballast");
        try (FileJournal journal = FileJournal.at(file)) {
            open(journal);
            assertThat(reserve).exists();
            long last = 0;
            while (last < 100) {
                journal.append(event(++last));
            }
            fill(ballast);
            assertThat(folder.toFile().getUsableSpace()).isZero();
            long full = last;
            while (record(journal, last + 1)) {
                last++;
            }
            assertThat(last - full).as("last words").isGreaterThan(300);
            assertThat(reserve).doesNotExist();
            assertThat(record(journal, last + 1)).isFalse();
            Files.delete(ballast);
            for (int i = 0; i < 150; i++) {
                journal.append(event(++last));
            }
            assertThat(reserve).exists();
            assertWhole(open(journal), last);
            assertThat(journal.damaged()).isZero();
        }
    }

    @Test
    void aDiskFullFromTheStartIsToldAndAppendingBeginsWhenThereIsSpace() throws IOException {
        Path ballast = folder.resolve("ballast");
        fill(ballast);
        try (FileJournal journal = FileJournal.at(folder.resolve("selfheal.jsonl"))) {
            assertThat(open(journal)).isEmpty();
            assertThat(record(journal, 1)).isFalse();
            Files.delete(ballast);
            assertThat(record(journal, 1)).isTrue();
            assertThat(open(journal)).containsExactly(1L);
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static boolean record(FileJournal journal, long sequence) {
        try {
            journal.append(event(sequence));
            return true;
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("see that there is free space");
            return false;
        }
    }

    private static boolean runs(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
