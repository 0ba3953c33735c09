package io.selfheal.journal;

import static io.selfheal.journal.Journals.append;
import static io.selfheal.journal.Journals.assertWhole;
import static io.selfheal.journal.Journals.event;
import static io.selfheal.journal.Journals.in;
import static io.selfheal.journal.Journals.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    private Path file;
    private FileJournal journal;

    @BeforeEach
    void prepare() {
        file = folder.resolve("selfheal.jsonl");
        journal = FileJournal.at(file);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void whatWasAppendedIsReadInOrderAfterAReopening() throws IOException {
        List<HealingEvent> past = new ArrayList<>();
        assertThat(journal.open(past::add)).isZero();
        assertThat(past).isEmpty();
        for (HealingEvent event : Examples.ofEachType()) {
            journal.append(event);
        }
        journal.close();
        assertThat(journal.open(past::add)).isZero();
        assertThat(past).isEqualTo(Examples.ofEachType());
        assertThat(journal.damaged()).isZero();
        assertThat(journal.unknown()).isZero();
    }

    @Test
    void eachEventIsInTheFileBeforeAppendReturns() throws IOException {
        open(journal);
        for (int i = 1; i <= 5; i++) {
            journal.append(event(i));
            assertThat(Files.readAllLines(file)).hasSize(i);
        }
    }

    @Test
    void foldersAboveItAreMadeAndItIsNamedAfterItsFile() throws IOException {
        Path deep = folder.resolve("a/b/heal");
        try (FileJournal other = FileJournal.at(deep)) {
            open(other);
            append(other, 1, 3);
            assertThat(other.name()).isEqualTo(deep.toString());
        }
        assertThat(in(deep)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void everyFileIsForItsOwnerOnly() throws IOException {
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
        journal = journal.rotating(4096, 2);
        open(journal);
        append(journal, 1, 100);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aServiceLoaderFindsTheFormat() {
        List<Journal> found = new ArrayList<>();
        ServiceLoader.load(Journal.Format.class).forEach(format -> found.add(format.at(file)));
        assertThat(found).singleElement().isInstanceOf(FileJournal.class);
    }

    @Test
    void rotationKeepsTheNewestEventsAndBoundsTheTotal() throws IOException {
        journal = journal.rotating(4096, 3).unforced();
        open(journal);
        append(journal, 1, 1_000);
        assertThat(folder.resolve("selfheal.1.jsonl")).exists();
        assertThat(folder.resolve("selfheal.2.jsonl")).exists();
        assertThat(folder.resolve("selfheal.3.jsonl")).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(path -> path.toString().endsWith(".jsonl")))
                    .allSatisfy(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(4096));
        }
        journal.close();
        List<Long> past = open(journal);
        assertWhole(past, 1_000);
        assertThat(past).hasSizeGreaterThan(60);
    }

    @Test
    void filesBeyondTheLimitAreReadOnceMoreAndThenDeleted() throws IOException {
        journal = journal.rotating(4096, 8).unforced();
        open(journal);
        append(journal, 1, 250);
        journal.close();
        try (FileJournal smaller = FileJournal.at(file).rotating(4096, 2).unforced()) {
            assertThat(open(smaller)).hasSize(250);
        }
        assertThat(folder.resolve("selfheal.1.jsonl")).exists();
        assertThat(folder.resolve("selfheal.2.jsonl")).doesNotExist();
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> journal.rotating(100, 4)).hasMessageContaining("at least 4096 bytes");
        assertThatThrownBy(() -> journal.rotating(4096, 1)).hasMessageContaining("2 to 1000 files");
    }

    @Test
    void aSecondJournalOfTheSameProcessIsKeptOutAndTheFirstKeepsItsLock() throws IOException {
        open(journal);
        try (FileJournal second = FileJournal.at(folder.resolve("../" + folder.getFileName() + "/selfheal.jsonl"))) {
            assertThatThrownBy(() -> open(second))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("selfheal.jsonl")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("give each a file of its own");
            assertThatThrownBy(() -> second.append(event(1))).hasMessageContaining("is writing it");
            append(journal, 1, 3);
            journal.close();
            second.append(event(4)); // the first is gone: it opens itself
        }
        assertThat(in(file)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void afterCloseItMustBeOpenedAgain() throws IOException {
        open(journal);
        append(journal, 1, 2);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(event(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was closed");
        assertThat(open(journal)).containsExactly(1L, 2L);
        journal.append(event(3));
        assertThat(open(journal)).as("opened while open").containsExactly(1L, 2L, 3L);
    }

    @Test
    void aReaderThatThrowsLeavesNothingOpen() throws IOException {
        open(journal);
        append(journal, 1, 1);
        journal.close();
        assertThatThrownBy(() -> journal.open(event -> {
                    throw new IllegalStateException("reader");
                }))
                .isInstanceOf(IllegalStateException.class);
        try (FileJournal other = FileJournal.at(file)) {
            assertThat(open(other)).containsExactly(1L);
        }
    }

    @Test
    void aFolderThatVanishesIsMadeAgain() throws IOException {
        Path inner = folder.resolve("logs");
        try (FileJournal lost = FileJournal.at(inner.resolve("selfheal.jsonl"))) {
            open(lost);
            append(lost, 1, 3);
            try (Stream<Path> files = Files.list(inner)) {
                for (Path path : files.toList()) {
                    Files.delete(path);
                }
            }
            Files.delete(inner);
            append(lost, 4, 5);
        }
        assertThat(in(inner.resolve("selfheal.jsonl"))).containsExactly(4L, 5L);
    }

    @Test
    void aFileThatWasDeletedReplacedOrCutBySomebodyIsTakenUpAsItIs() throws IOException {
        open(journal);
        append(journal, 1, 3);
        Files.delete(file);
        append(journal, 4, 6);
        assertThat(Files.readAllLines(file)).hasSize(3);

        Path copy = Files.copy(file, folder.resolve("copy"));
        Files.move(file, folder.resolve("moved"));
        Files.move(copy, file);
        append(journal, 7, 8);
        assertThat(Files.readAllLines(file)).hasSize(5);

        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        append(journal, 9, 9);
        Files.writeString(file, "a stranger's line without an end", StandardOpenOption.APPEND);
        append(journal, 10, 10);
        journal.close();
        assertThat(in(file)).containsExactly(9L, 10L);
    }

    @Test
    void aParentThatIsAFileIsToldAndAppendTriesAgain() throws IOException {
        Path parent = Files.writeString(folder.resolve("parent"), "");
        try (FileJournal hopeful = FileJournal.at(parent.resolve("selfheal.jsonl"))) {
            assertThatThrownBy(() -> open(hopeful))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be opened")
                    .hasMessageContaining(parent.toString())
                    .hasMessageContaining("name another file");
            assertThatThrownBy(() -> hopeful.append(event(1))).hasMessageContaining("cannot be written");
            Files.delete(parent);
            hopeful.append(event(2));
            assertThat(open(hopeful)).containsExactly(2L);
        }
    }

    @Test
    void nothingIsWrittenThroughASymbolicLink() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious\n");
        Files.createSymbolicLink(file, victim);
        assertThatThrownBy(() -> open(journal)).hasMessageContaining("is a symbolic link; name the file");
        assertThatThrownBy(() -> journal.append(event(1))).hasMessageContaining("is a symbolic link; name the file");
        Files.delete(file);
        Files.delete(folder.resolve("selfheal.jsonl.lock"));
        Files.createSymbolicLink(folder.resolve("selfheal.jsonl.lock"), victim);
        assertThatThrownBy(() -> open(journal)).hasMessageContaining("is a symbolic link");
        Files.delete(folder.resolve("selfheal.jsonl.lock"));
        Files.createSymbolicLink(folder.resolve("selfheal.jsonl.reserve"), victim);
        open(journal);
        append(journal, 1, 1);
        assertThat(victim).hasContent("precious\n");
    }

    @Test
    void aLinkedFolderIsFollowed() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        try (FileJournal first = FileJournal.at(link.resolve("j"));
                FileJournal second = FileJournal.at(real.resolve("j"))) {
            open(first);
            append(first, 1, 2);
            assertThatThrownBy(() -> open(second)).hasMessageContaining("is writing it");
        }
        assertThat(in(real.resolve("j"))).containsExactly(1L, 2L);
    }

    @Test
    void aFolderIsNoJournal() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> open(journal)).hasMessageContaining("is not a regular file; name another one");
    }

    @Test
    void aStrangersFileIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(file, "root:x:0:0:root:/root:/bin/bash\n");
        assertThatThrownBy(() -> open(journal)).hasMessageContaining("it is not a journal");
        assertThatThrownBy(() -> journal.append(event(1))).hasMessageContaining("it is not a journal");
        assertThat(file).hasContent("root:x:0:0:root:/root:/bin/bash\n");
    }

    @Test
    void anInterruptedThreadWritesAllTheSameAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        assertThat(open(journal)).isEmpty();
        append(journal, 1, 3);
        journal.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(in(file)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void interruptionsInTheMiddleOfWritingLoseAndDoubleNothing() throws Exception {
        open(journal);
        Thread writer = Thread.currentThread();
        Random random = new Random(1);
        Thread pest = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                writer.interrupt();
                long microseconds =
                        1L << random.nextInt(15); // however slow the machine, something comes through now and then
                long breath = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(microseconds);
                while (System.nanoTime() - breath < 0) {
                    Thread.onSpinWait();
                }
            }
        });
        List<Long> written = new ArrayList<>();
        pest.start();
        try {
            for (long sequence = 1; sequence <= 300; sequence++) {
                try {
                    journal.append(event(sequence));
                    written.add(sequence);
                } catch (IOException twiceInARow) {
                    assertThat(twiceInARow).hasMessageContaining("Interrupt");
                }
            }
        } finally {
            pest.interrupt();
            while (pest.isAlive()) {
                Thread.interrupted();
                try {
                    pest.join();
                } catch (InterruptedException last) {
                    // the pest's own
                }
            }
            Thread.interrupted();
        }
        journal.close();
        assertThat(in(file)).isNotEmpty().isEqualTo(written);
    }

    @Test
    void whatANewerVersionWroteIsCountedAndKept() throws IOException {
        open(journal);
        append(journal, 1, 1);
        journal.close();
        Line line = new Line();
        line.write("{\"v\":1,\"sequence\":2,\"type\":\"from-the-future\"}".getBytes(StandardCharsets.UTF_8));
        Seal.put(line);
        line.write('\n');
        Files.write(file, Arrays.copyOf(line.bytes(), line.length()), StandardOpenOption.APPEND);
        assertThat(open(journal)).containsExactly(1L);
        assertThat(journal.unknown()).isEqualTo(1);
        append(journal, 3, 3);
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(open(journal)).containsExactly(1L, 3L);
    }

    @Test
    void aJournalOfManyEventsKeepsThemAll() throws IOException {
        journal = journal.unforced();
        open(journal);
        append(journal, 1, 20_000);
        journal.close();
        assertThat(open(journal))
                .isEqualTo(LongStream.rangeClosed(1, 20_000).boxed().toList());
    }
}
