package io.selfheal.journal;

import static io.selfheal.journal.Journals.append;
import static io.selfheal.journal.Journals.assertWhole;
import static io.selfheal.journal.Journals.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process writes, and is killed by the system in the middle of it. */
@Timeout(120)
class KillTest {
    private static final int KILLS = 10;

    @TempDir
    Path folder;

    @Test
    void aKilledProcessLosesNothingThatWasAcknowledged() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = folder.resolve("selfheal.jsonl");
        long last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(file);
            long acknowledged = last;
            try (DataInputStream told = new DataInputStream(writer.getInputStream())) {
                long end = last + 1 + random.nextInt(2_000);
                while (acknowledged < end) {
                    acknowledged = told.readLong();
                }
                writer.toHandle().destroyForcibly(); // unlike Process.destroyForcibly() leaves the pipe open
                while (true) {
                    acknowledged = told.readLong();
                }
            } catch (EOFException allRead) {
                assertThat(acknowledged).as("it wrote, seed %d", seed).isGreaterThan(last);
            } finally {
                writer.destroyForcibly().waitFor();
            }
            try (FileJournal journal = FileJournal.at(file).rotating(1 << 20, 3).unforced()) {
                List<Long> past = open(journal);
                last = past.get(past.size() - 1);
                assertWhole(past, last);
                assertThat(last).as("seed %d", seed).isBetween(acknowledged, acknowledged + 1);
                assertThat(journal.damaged()).isZero();
            }
        }
    }

    @Test
    void anotherProcessIsKeptOutAndToldByWhomAlsoAfterASecondTryInThisOne() throws Exception {
        Path file = folder.resolve("selfheal.jsonl");
        try (FileJournal journal = FileJournal.at(file);
                FileJournal second = FileJournal.at(file)) {
            open(journal);
            append(journal, 1, 3);
            assertThatThrownBy(() -> open(second)).hasMessageContaining("is writing it");
            Process other = start(file);
            try {
                String error = new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(other.waitFor()).as(error).isEqualTo(3);
                assertThat(error)
                        .contains("process " + ProcessHandle.current().pid() + " is writing it")
                        .contains(file.toString());
            } finally {
                other.destroyForcibly();
            }
            append(journal, 4, 4);
            assertThat(open(journal)).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file.toString())
                .start();
    }
}
