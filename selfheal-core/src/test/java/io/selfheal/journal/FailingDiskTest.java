package io.selfheal.journal;

import static io.selfheal.journal.Journals.append;
import static io.selfheal.journal.Journals.assertWhole;
import static io.selfheal.journal.Journals.event;
import static io.selfheal.journal.Journals.in;
import static io.selfheal.journal.Journals.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingDiskTest {
    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 50})
    void whateverOperationFailsWhatWasAcknowledgedIsKeptAndNothingElse(int nth) throws IOException {
        Path file = folder.resolve("selfheal.jsonl");
        List<Long> acknowledged = new ArrayList<>();
        try (FileJournal journal = FileJournal.on(disk, file).rotating(4096, 500)) {
            disk.failing(n -> n % nth == 0);
            try {
                open(journal);
            } catch (IOException early) {
                assertThat(early).hasMessageContaining("cannot be opened");
            }
            for (long sequence = 1; sequence <= 400; sequence++) {
                if (record(journal, sequence)) {
                    acknowledged.add(sequence);
                }
            }
            disk.failing(n -> false);
            assertThat(record(journal, 401)).isTrue();
            acknowledged.add(401L);
        }
        assertThat(in(file)).isEqualTo(acknowledged);
        if (nth >= 7) {
            assertThat(acknowledged).hasSizeGreaterThan(200);
        }
    }

    @Test
    void failuresAtRandomLoseAndDoubleNothing() throws IOException {
        for (int round = 0; round < 100; round++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Path file = folder.resolve(round + ".jsonl");
            List<Long> acknowledged = new ArrayList<>();
            try (FileJournal journal = FileJournal.on(disk, file).rotating(4096, 500)) {
                disk.failing(n -> random.nextInt(4) == 0);
                for (long sequence = 1; sequence <= 100; sequence++) {
                    if (record(journal, sequence)) {
                        acknowledged.add(sequence);
                    }
                }
                disk.failing(n -> false);
            }
            assertThat(in(file)).as("seed %d", seed).isEqualTo(acknowledged);
        }
    }

    @Test
    void aCrashAfterAnyStepOfARotationLosesNothingThatItWouldHaveKept() throws IOException {
        boolean survived = false;
        for (int step = 1; !survived; step++) {
            Path file = folder.resolve(step + "/selfheal.jsonl");
            long acknowledged = 0;
            try (FileJournal journal = FileJournal.on(disk, file).rotating(4096, 4)) {
                disk.failing(n -> false);
                open(journal);
                long sequence = 0;
                Path oldest = file.resolveSibling("selfheal.3.jsonl");
                while (!Files.exists(oldest) || Files.size(file) < 4096 - 150) {
                    journal.append(event(++sequence));
                }
                acknowledged = sequence;
                disk.deadFrom(step);
                for (int more = 0; more < 5; more++) {
                    if (!record(journal, ++sequence)) {
                        break;
                    }
                    acknowledged = sequence;
                }
                survived = disk.operations() < step;
            } catch (IOException dead) {
                assertThat(dead).hasMessageContaining("cannot be closed");
            }
            List<Long> past;
            try (FileJournal next = FileJournal.at(file).rotating(4096, 4).unforced()) {
                past = open(next);
                long last = past.get(past.size() - 1);
                assertThat(last).as("step %d", step).isGreaterThanOrEqualTo(acknowledged);
                assertWhole(past, last);
                assertThat(past).as("step %d", step).hasSizeGreaterThan(3 * 25);
                append(next, last + 1, last + 200);
                next.close();
                assertWhole(open(next), last + 200);
            }
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files.filter(path -> path.toString().endsWith(".jsonl")))
                        .hasSize(4);
            }
        }
    }

    @Test
    void whileNoFileCanBeBegunTheOldOneGrowsToTwiceItsSize() throws IOException {
        Path file = folder.resolve("selfheal.jsonl");
        try (FileJournal journal = FileJournal.on(disk, file).rotating(4096, 3)) {
            open(journal);
            Path blocked = Files.createDirectories(folder.resolve("selfheal.jsonl.new"));
            long sequence = 0;
            while (record(journal, sequence + 1)) {
                sequence++;
            }
            assertThat(Files.size(file)).isBetween(8192L - 150, 8192L);
            Files.delete(blocked);
            journal.append(event(sequence + 1));
            assertThat(Files.size(file)).isLessThan(150);
            assertWhole(open(journal), sequence + 1);
        }
    }

    @Test
    void onAFullDiskTheReserveHoldsTheLastWordsAndIsTakenAgainLater() throws IOException {
        Path file = folder.resolve("selfheal.jsonl");
        Path reserve = folder.resolve("selfheal.jsonl.reserve");
        try (FileJournal journal = FileJournal.on(disk, file)) {
            open(journal);
            assertThat(reserve).hasSize(Reserve.BYTES);
            append(journal, 1, 10);
            disk.fullBut(50);
            long sequence = 10;
            while (record(journal, sequence + 1)) {
                sequence++;
            }
            assertThat(reserve).doesNotExist();
            assertThat(sequence).isGreaterThan(300);
            assertThatThrownBy(() -> journal.append(event(0)))
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("see that there is free space");
            assertThat(in(folder.resolve("other"))).isEmpty();
            disk.fullBut(Long.MAX_VALUE);
            append(journal, sequence + 1, sequence + 200);
            assertThat(reserve).hasSize(Reserve.BYTES);
            assertWhole(open(journal), sequence + 200);
        }
    }

    private static boolean record(FileJournal journal, long sequence) {
        try {
            journal.append(event(sequence));
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("cannot be written");
            return false;
        }
    }
}
