package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.test.RecoveryActionContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by which a heap dump is taken, on a heap that is none. */
class HeapDumpsTest implements RecoveryActionContract {
    private static final long KIB = 1 << 10;

    @TempDir
    Path root;

    private final Clay heap = new Clay();
    private Instant now = Instant.parse("2026-03-04T05:06:09Z");

    @Override
    public RecoveryAction action() {
        heap.growing = true;
        return new DumpHeap(dumps().alsoWhileServing());
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(List.copyOf(heap.dumped));
    }

    @Test
    void withoutLeaveNoneIsTakenAndTheFixIsNamed() throws Exception {
        assertThat(evidence(dumps(), "jvm.heap.live.ratio"))
                .startsWith("not taken: the process serves")
                .contains("alsoWhileServing()");
        assertThat(heap.dumped).isEmpty();
        assertThat(root.resolve("dumps")).doesNotExist();
    }

    @Test
    void itIsTakenOnlyWhileReadinessIsOff() throws Exception {
        LoadGate gate = new LoadGate();
        HeapDumps dumps = dumps().whileDrained(gate);
        assertThatThrownBy(() -> new DumpHeap(dumps).recover(new Attempted())).hasMessageContaining("serves");
        assertThat(heap.dumped).isEmpty();
        Attempted attempt = new Attempted();

        new Drain(gate, Duration.ZERO, () -> 0, time -> {})
                .around(new DumpHeap(dumps))
                .recover(attempt);

        assertThat(heap.dumped).hasSize(1);
        assertThat(gate.ready()).isTrue();
        assertThat(attempt.report).contains("heap-20260304-050609-102400.hprof, 4 B of what lives, taken in 0 s");
    }

    @Test
    void theFolderAndTheFileAreTheOwnersOnly() throws Exception {
        dumps().alsoWhileServing().take();

        assertThat(mode(root.resolve("dumps"))).isEqualTo("rwx------");
        assertThat(mode(heap.kept())).isEqualTo("rw-------");
        assertThat(all()).hasSize(1);
    }

    @Test
    void theNextOneIsTakenWhenATenthMoreLives() throws Exception {
        HeapDumps dumps = dumps().alsoWhileServing();
        dumps.take();
        now = now.plusSeconds(60);
        heap.live = 109 * KIB;
        assertThatThrownBy(dumps::take).hasMessage("not taken: 109 KiB live, and one was taken when it was 100 KiB");
        assertThat(heap.dumped).hasSize(1);

        heap.live = 111 * KIB;
        dumps.take();
        assertThat(heap.dumped).hasSize(2);
        heap.live = 105 * KIB;
        assertThatThrownBy(dumps::take).as("lower than the last").hasMessageContaining("when it was 111 KiB");
    }

    @Test
    void whatWasTakenIsKnownAfterARestartAndIfThePersonTookItAway() throws Exception {
        HeapDumps dumps = dumps().alsoWhileServing();
        dumps.take();
        now = now.plusSeconds(60);
        assertThatThrownBy(() -> dumps().alsoWhileServing().take())
                .as("another process")
                .hasMessageContaining("100 KiB");
        Files.delete(heap.kept());
        assertThatThrownBy(dumps::take).hasMessageContaining("when it was 100 KiB");
    }

    @Test
    void twiceWhatIsUsedHasToFitOnTheDiskAndIntoTheLimit() throws Exception {
        heap.used = 1L << 60;
        assertThatThrownBy(() ->
                        dumps().keeping(2, Long.MAX_VALUE).alsoWhileServing().take())
                .hasMessageContaining("are free in " + root.resolve("dumps"));
        heap.used = 501 * KIB;
        assertThatThrownBy(() -> dumps().keeping(2, HeapDumps.NAMES + 1000 * KIB)
                        .alsoWhileServing()
                        .take())
                .hasMessageMatching("not taken: it may take 1.* MiB, and all together may take 1.* MiB");
        heap.used = 1;
        heap.committed = 1000 * KIB;
        assertThatThrownBy(() -> dumps().keeping(2, HeapDumps.NAMES + 1000 * KIB)
                        .alsoWhileServing()
                        .take())
                .hasMessageContaining("all together may take");
        assertThat(heap.dumped).isEmpty();
    }

    @Test
    void theOldestGoesForTheNextAndWhatIsNotOursStays() throws Exception {
        HeapDumps dumps = dumps().alsoWhileServing();
        for (int i = 0; i < 4; i++) {
            dumps.take();
            now = now.plusSeconds(1);
            heap.live *= 2;
            Files.writeString(root.resolve("dumps/heap-of-hay.hprof"), "hay");
        }
        assertThat(all())
                .containsExactly(
                        "heap-20260304-050611-409600.hprof", "heap-20260304-050612-819200.hprof", "heap-of-hay.hprof");
    }

    @Test
    void theLimitOfBytesHoldsWithTheNextOneInIt() throws Exception {
        HeapDumps dumps =
                dumps().keeping(100, HeapDumps.NAMES + 2 * heap.used + 4).alsoWhileServing();
        for (int i = 0; i < 4; i++) {
            dumps.take();
            now = now.plusSeconds(1);
            heap.live *= 2;
        }
        assertThat(all())
                .as("one of 4 bytes, beside one that may be as large as the limit")
                .hasSize(2);
    }

    @Test
    void halfADumpIsDeleted() throws Exception {
        heap.full = true;
        assertThatThrownBy(() -> dumps().alsoWhileServing().take()).hasMessage("No space left on device");
        assertThat(all()).isEmpty();
        heap.full = false;
        assertThat(dumps().alsoWhileServing().take()).as("it was none").contains("taken in");
    }

    @Test
    void aFolderThatIsALinkOrThatOthersMayWriteIntoIsRefused() throws Exception {
        Path precious = Files.createDirectory(root.resolve("precious"));
        Files.createSymbolicLink(root.resolve("dumps"), precious);
        assertThatThrownBy(() -> dumps().alsoWhileServing().take()).hasMessageContaining("or a link to one");
        Files.delete(root.resolve("dumps"));

        Files.createDirectory(root.resolve("dumps"));
        Files.setPosixFilePermissions(root.resolve("dumps"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> dumps().alsoWhileServing().take()).hasMessageContaining("chmod 700");

        Files.setPosixFilePermissions(root.resolve("dumps"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path planted = Files.createSymbolicLink(
                root.resolve("dumps/heap-20260304-050609-0.part.hprof"), precious.resolve("victim"));
        assertThatThrownBy(() -> dumps().alsoWhileServing().take()).hasMessageContaining("is there already");
        assertThat(planted).isSymbolicLink();
        assertThat(precious).isEmptyDirectory();
        assertThat(heap.dumped).isEmpty();
    }

    @Test
    void noNameFromOutsideLeadsOutOfTheFolder() throws Exception {
        HeapDumps dumps = HeapDumps.into(
                        root.resolve("a/../../" + root.getFileName() + "/dumps"), heap, () -> now, () -> 0)
                .alsoWhileServing();
        assertThat(evidence(dumps, "jvm.gc.debt.seconds")).startsWith(root.resolve("dumps") + "/heap-");
        assertThatThrownBy(() ->
                        HeapDumps.into(Path.of("dumps/../..").toAbsolutePath().getRoot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a folder below it");
        assertThatThrownBy(() -> dumps().keeping(0, 1)).hasMessageContaining("at least 1 of each");
    }

    @Test
    void anIncidentAboutSomethingElseIsNoReason() throws Exception {
        assertThat(evidence(dumps().alsoWhileServing(), "jvm.threads.count"))
                .startsWith("not taken: the incident is not about memory");
        assertThat(heap.dumped).isEmpty();
    }

    @Test
    void ofTwoAtTheSameTimeOneIsTaken() throws Exception {
        HeapDumps dumps = dumps().alsoWhileServing();
        heap.meanwhile = () -> assertThatThrownBy(dumps::take).hasMessage("not taken: another one is being taken");
        dumps.take();
        assertThat(heap.dumped).hasSize(1);
    }

    @Test
    void beforeTheFirstCollectionWhatIsUsedCounts() throws Exception {
        heap.live = Double.NaN;
        assertThat(dumps().alsoWhileServing().take()).contains("-153600.hprof");
    }

    @Test
    void itIsRiskierThanTheDraining() {
        assertThat(new DumpHeap(dumps()).risk()).isEqualTo(Risk.MODERATE);
    }

    private HeapDumps dumps() {
        return HeapDumps.into(root.resolve("dumps"), heap, () -> now, () -> 0);
    }

    private static String evidence(HeapDumps dumps, String metric) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        dumps.collect(Attempted.about(metric), Snapshot.of(Instant.EPOCH, 0, "orders"), to);
        return to.toString(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> all() {
        try (Stream<Path> files = Files.list(root.resolve("dumps"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes four bytes, and remembers where. */
    private final class Clay implements Dumper {
        private final List<Path> dumped = new ArrayList<>();
        private long used = 150 * KIB;
        private long committed = 200 * KIB;
        private double live = 100.0 * KIB;
        private boolean full;
        private boolean growing;
        private Runnable meanwhile = () -> {};

        @Override
        public Heap heap() {
            return new Heap(used, committed);
        }

        @Override
        public double live() {
            if (growing) {
                live *= 2;
                now = now.plusSeconds(1);
            }
            return live;
        }

        @Override
        public void dump(Path file) throws IOException {
            Files.writeString(file, "heap");
            if (full) {
                Files.writeString(Path.of(file + ".p0"), "a piece");
                throw new IOException("No space left on device");
            }
            dumped.add(file);
            meanwhile.run();
        }

        private Path kept() throws IOException {
            try (Stream<Path> files = Files.list(root.resolve("dumps"))) {
                return files.findFirst().orElseThrow();
            }
        }
    }
}
