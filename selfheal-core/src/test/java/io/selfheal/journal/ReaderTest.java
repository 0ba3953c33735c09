package io.selfheal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.HealingEvent;
import io.selfheal.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a journal without touching it. */
class ReaderTest {
    @TempDir
    Path folder;

    private Path file;
    private FileJournal journal;

    @BeforeEach
    void aJournal() throws IOException {
        file = folder.resolve("selfheal.jsonl");
        journal = FileJournal.at(file).unforced().rotating(4 << 10, 1_000);
        journal.open(event -> {});
    }

    private static HealingEvent event(long sequence) {
        return new HealingEvent.ModeChanged(sequence, Instant.EPOCH, Mode.OBSERVE, "because of " + sequence);
    }

    private void append(long from, long to) throws IOException {
        for (long sequence = from; sequence <= to; sequence++) {
            journal.append(event(sequence));
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void allFilesAreReadOldestFirstWhileTheJournalIsOpen() throws IOException {
        append(1, 200);
        List<Long> read = new ArrayList<>();
        FileJournal.Unread unread = FileJournal.read(file, event -> read.add(event.sequence()));

        assertThat(read).isEqualTo(upTo(200));
        assertThat(unread).isEqualTo(new FileJournal.Unread(0, 0));
        append(201, 201);
        journal.close();
    }

    @Test
    void whatIsRotatedWhileItIsReadIsReadOnceAndNothingIsLeftOut() throws IOException {
        append(1, 100);
        List<Long> read = new ArrayList<>();
        FileJournal.read(file, event -> {
            read.add(event.sequence());
            if (event.sequence() % 10 == 0 && event.sequence() <= 100) {
                try { // ten times as fast as it is read
                    append(10 * event.sequence() + 1, 10 * event.sequence() + 100);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        journal.close();

        assertThat(read).isEqualTo(upTo(read.size())).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void aTornEndAndADamagedLineAreCountedAndTheRestIsRead() throws IOException {
        append(1, 5);
        journal.close();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).replace("OBSERVE", "ENFORCE"));
        Files.writeString(file, String.join("\n", lines) + "\n{\"v\":1,\"seq", StandardCharsets.UTF_8);
        List<Long> read = new ArrayList<>();
        FileJournal.Unread unread = FileJournal.read(file, event -> read.add(event.sequence()));

        assertThat(read).containsExactly(1L, 2L, 4L, 5L);
        assertThat(unread.damaged()).isEqualTo(1);
    }

    @Test
    void nothingIsMadeChangedOrLocked() throws IOException {
        append(1, 5);
        journal.close();
        Files.writeString(file, "{\"v\":1,\"seq", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);
        FileJournal.read(file, event -> {});

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThatThrownBy(() -> FileJournal.read(folder.resolve("none.jsonl"), event -> {}))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("none.jsonl")).doesNotExist();
    }

    @Test
    void aStrangersFileIsNoJournal() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "dear diary\n");

        assertThatThrownBy(() -> FileJournal.read(other, event -> {})).hasMessageContaining("it is not a journal");
    }
}
