package io.selfheal.journal;

import static io.selfheal.journal.Journals.append;
import static io.selfheal.journal.Journals.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as crashes, power cuts and dying disks leave them. */
class DamageTest {
    private static final int LINES = 12;

    @TempDir
    Path folder;

    private Path file;
    private FileJournal journal;
    private byte[] sound;

    /** Where each line ends, behind its newline. */
    private List<Integer> ends;

    @BeforeEach
    void writeASoundFile() throws IOException {
        file = folder.resolve("selfheal.jsonl");
        journal = FileJournal.at(file).unforced();
        open(journal);
        append(journal, 1, LINES);
        journal.close();
        sound = Files.readAllBytes(file);
        ends = new ArrayList<>();
        for (int i = 0; i < sound.length; i++) {
            if (sound[i] == '\n') {
                ends.add(i + 1);
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void aCrashAfterAnyByteCostsOnlyTheLineBeingWritten() throws IOException {
        assertThat(sound.length).isGreaterThan(1_000);
        for (int length = sound.length; length >= 0; length--) {
            int left = length;
            write(Arrays.copyOf(sound, length));
            int whole = (int) ends.stream().filter(end -> end <= left).count();
            int end = whole == 0 ? 0 : ends.get(whole - 1);
            List<Long> past = new ArrayList<>();
            assertThat(journal.open(event -> past.add(event.sequence())))
                    .as("bytes cut off after a crash at byte %d", length)
                    .isEqualTo(length - end);
            assertThat(past).isEqualTo(first(whole));
            assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOf(sound, end));
            append(journal, whole + 1, whole + 1);
            if (whole < LINES) {
                assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOf(sound, ends.get(whole)));
            }
            assertThat(journal.damaged()).isZero();
            journal.close();
        }
    }

    @Test
    void zerosAtTheEndAsAPowerCutLeavesThemAreCutOff() throws IOException {
        write(Arrays.copyOf(sound, sound.length + 5_000));
        assertThat(journal.open(event -> {})).isEqualTo(5_000);
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
        journal.close();
        write(new byte[5_000]);
        assertThat(journal.open(event -> {})).isEqualTo(5_000);
        append(journal, 1, 1);
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void anyByteGoneBadCostsAtMostItsOwnLine() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int at = 0; at < sound.length; at++) {
            byte[] bad = sound.clone();
            bad[at] ^= (byte) (1 + random.nextInt(255));
            write(bad);
            int hit = line(at);
            List<Long> kept = new ArrayList<>(first(LINES));
            boolean newline = sound[at] == '\n';
            if (!newline || hit == LINES) {
                kept.remove((long) hit);
            }
            assertThat(open(journal)).as("byte %d, seed %d", at, seed).isEqualTo(kept);
            assertThat(journal.damaged())
                    .as("byte %d, seed %d", at, seed)
                    .isGreaterThanOrEqualTo(hit < LINES ? 1 : 0)
                    .isLessThanOrEqualTo(2); // a flip that makes a newline makes two lines of one
            journal.close();
        }
    }

    @Test
    void garbageNeverCostsAWholeLineBeforeItOrAnythingButAnIOException() throws IOException {
        for (int round = 0; round < 1_000; round++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            int whole = random.nextInt(LINES + 1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(sound, 0, whole == 0 ? 0 : ends.get(whole - 1));
            bytes.write(garbage(random));
            write(bytes.toByteArray());
            try {
                assertThat(open(journal).subList(0, whole)).as("seed %d", seed).isEqualTo(first(whole));
                append(journal, 99, 99);
                journal.close();
                List<Long> past = open(journal);
                assertThat(past.subList(0, whole)).as("seed %d", seed).isEqualTo(first(whole));
                assertThat(past).as("seed %d", seed).endsWith(99L);
            } catch (IOException refused) {
                assertThat(whole).as("seed %d", seed).isZero();
                assertThat(refused).hasMessageContaining("it is not a journal");
                assertThat(Files.readAllBytes(file)).isEqualTo(bytes.toByteArray());
            } finally {
                journal.close();
            }
        }
    }

    @Test
    void aLineOfManyMebibytesInTheMiddleIsSkippedInBoundedMemory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(sound, 0, ends.get(5));
        bytes.write(new byte[5 << 20]);
        bytes.write('\n');
        bytes.write(sound, ends.get(5), sound.length - ends.get(5));
        write(bytes.toByteArray());
        assertThat(open(journal)).isEqualTo(first(LINES));
        assertThat(journal.damaged()).isEqualTo(1);
    }

    @Test
    void theLongestLineIsReadBack() throws IOException {
        Line line = new Line();
        String head =
                "{\"v\":1,\"sequence\":1,\"time\":\"2026-03-01T12:00:00Z\",\"type\":\"loop-stopped\",\"service\":\"";
        int seal = 18;
        line.write(head.getBytes(StandardCharsets.UTF_8));
        line.write("x".repeat(Line.LONGEST - head.length() - 1 - seal - 1).getBytes(StandardCharsets.UTF_8));
        line.write("\"}".getBytes(StandardCharsets.UTF_8));
        Seal.put(line);
        line.write('\n');
        assertThat(line.length()).isEqualTo(Line.LONGEST);
        write(line.bytes());
        assertThat(open(journal)).containsExactly(1L);
    }

    @Test
    void aTornEndOfAnOldFileIsSkippedAndCounted() throws IOException {
        Files.write(folder.resolve("selfheal.1.jsonl"), Arrays.copyOf(sound, ends.get(3) + 30));
        byte[] rest = Arrays.copyOfRange(sound, ends.get(3), sound.length);
        write(rest);
        assertThat(open(journal)).isEqualTo(first(LINES));
        assertThat(journal.damaged()).isEqualTo(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(rest);
    }

    /** To a new file: some file systems flush what is written over a file that was cut to nothing. */
    private void write(byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static byte[] garbage(Random random) {
        byte[] garbage = new byte[random.nextInt(3_000)];
        switch (random.nextInt(4)) {
            case 0 -> random.nextBytes(garbage);
            case 1 -> Arrays.fill(garbage, (byte) '\n');
            case 2 -> {
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = (byte) "{\"v\":1,crc}[]\\\n\0".charAt(random.nextInt(16));
                }
            }
            default -> {
                byte[] pattern = "{\"v\":1,\"crc\":\"00000000\"}\n".getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = pattern[i % pattern.length];
                }
            }
        }
        return garbage;
    }

    private int line(int at) {
        return 1 + (int) ends.stream().filter(end -> end <= at).count();
    }

    private static List<Long> first(int lines) {
        return LongStream.rangeClosed(1, lines).boxed().toList();
    }
}
