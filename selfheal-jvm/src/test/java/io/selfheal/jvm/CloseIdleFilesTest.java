package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.test.RecoveryActionContract;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseIdleFilesTest implements RecoveryActionContract {
    @TempDir
    Path temporary;

    private Path root = Path.of("");
    private final OpenFiles files = new OpenFiles();
    private final List<Segment> opened = new ArrayList<>();

    @BeforeEach
    void findRoot() throws IOException {
        root = temporary.toRealPath(); // which may itself be behind a link
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Segment segment : opened) {
            segment.close();
        }
    }

    @Override
    public RecoveryAction action() {
        open("data/old", 600);
        return closing();
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(opened.stream().filter(Segment::isOpen).count());
    }

    @Test
    void whatIsIdleTooLongIsClosedLongestFirstAndNamed() throws Exception {
        Segment old = open("data/old", 301);
        Segment older = open("data/a/older", 900);
        Segment used = open("data/used", 299);
        Attempted attempt = new Attempted();

        closing().recover(attempt);

        assertThat(List.of(old.isOpen(), older.isOpen(), used.isOpen())).containsExactly(false, false, true);
        assertThat(attempt.report)
                .isEqualTo("closed 2 idle files: " + root.resolve("data/a/older") + " (900 s), "
                        + root.resolve("data/old") + " (301 s)");
    }

    @Test
    void nothingOutsideOfTheDeclaredFoldersIsClosed() throws Exception {
        List<Segment> outside = List.of(
                open("other/old", 900),
                open("database/old", 900), // begins like data
                open("data/../other/old", 900));
        Attempted attempt = new Attempted();

        closing().recover(attempt);

        assertThat(outside).allMatch(Segment::isOpen);
        assertThat(attempt.report)
                .startsWith("closed nothing")
                .contains("left 3 that lie not below [" + root.resolve("data"));
    }

    @Test
    void noLinkIsFollowed() throws Exception {
        open("other/old", 0);
        Files.createDirectories(root.resolve("data"));
        Files.createSymbolicLink(root.resolve("data/folder"), root.resolve("other"));
        Files.createSymbolicLink(root.resolve("data/file"), root.resolve("other/old"));
        Segment throughFolder = open("data/folder/old", 900);
        Segment throughFile = open("data/file", 900);
        Segment plain = open("data/old", 900);
        Files.createSymbolicLink(root.resolve("link"), root.resolve("data"));

        closing().recover(new Attempted());

        assertThat(throughFolder.isOpen()).isTrue();
        assertThat(throughFile.isOpen()).isTrue();
        assertThat(plain.isOpen()).isFalse();

        Segment declaredByLink = open("link/old", 900);
        new CloseIdleFiles(files, Duration.ofMinutes(5), root.resolve("link")).recover(new Attempted());
        assertThat(declaredByLink.isOpen()).as("below a folder that is a link").isTrue();
    }

    @Test
    void aFileThatIsDeletedAndStillOpenIsClosed() throws Exception {
        Segment gone = open("data/gone", 900);
        Files.delete(root.resolve("data/gone"));
        closing().recover(new Attempted());
        assertThat(gone.isOpen()).isFalse();
    }

    @Test
    void whatCannotBeClosedIsToldAndTheOthersAreClosed() throws Exception {
        Segment stubborn = open("data/stubborn", 901);
        stubborn.stubborn = true;
        Segment old = open("data/old", 900);
        Attempted attempt = new Attempted();

        assertThatThrownBy(() -> closing().recover(attempt))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 could not be closed, such as: java.io.IOException: in use");

        assertThat(old.isOpen()).isFalse();
        assertThat(attempt.report).startsWith("closed 1 idle files");
    }

    @Test
    void whatCameIntoUseWhileOthersWereClosedIsLeftAlone() throws Exception {
        Segment first = open("data/first", 900);
        Segment second = open("data/second", 800);
        first.whenItCloses = () -> second.idleSeconds = 0;
        Attempted attempt = new Attempted();

        closing().recover(attempt);

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(attempt.report).startsWith("closed 1 idle files: ").doesNotContain("second");
    }

    @Test
    void itStopsWhenItIsToldTo() throws Exception {
        Segment old = open("data/old", 900);
        Attempted attempt = new Attempted();
        attempt.cancelled = true;
        closing().recover(attempt);
        assertThat(old.isOpen()).isTrue();
    }

    @Test
    void ofManyAFewAreNamed() throws Exception {
        for (int i = 0; i < 12; i++) {
            open("data/" + i + "\n", 900 + i);
        }
        Attempted attempt = new Attempted();
        closing().recover(attempt);
        assertThat(attempt.report)
                .startsWith("closed 12 idle files: ")
                .endsWith(" and 7 more")
                .doesNotContain("\n");
    }

    @Test
    void aDeclarationCanBeTakenBack() throws Exception {
        Segment equal = open("data/old", 0);
        AutoCloseable one = files.add(equal);
        AutoCloseable other = files.add(equal);
        one.close();
        one.close();
        assertThat(files.count()).isEqualTo(2);
        other.close();
        assertThat(files.all()).containsExactly(equal);
    }

    @Test
    void itIsTheOneThatTheKnowledgeBaseNames() {
        assertThat(Knowledge.jvm().causes())
                .anyMatch(cause -> cause.cures().containsKey(closing().id()));
    }

    @Test
    void whatWouldCloseEverythingIsRefused() {
        assertThatThrownBy(() -> new CloseIdleFiles(files, Duration.ofMinutes(5)))
                .hasMessageContaining("name folders, and none that is a root");
        assertThatThrownBy(() -> new CloseIdleFiles(files, Duration.ofMinutes(5), root.getRoot()))
                .hasMessageContaining("name folders, and none that is a root");
        assertThatThrownBy(() -> new CloseIdleFiles(files, Duration.ZERO, root)).hasMessageContaining("above zero");
    }

    private CloseIdleFiles closing() {
        return new CloseIdleFiles(files, Duration.ofMinutes(5), root.resolve("data"));
    }

    private Segment open(String name, int idleSeconds) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.normalize().getParent());
            Files.createDirectories(root.resolve("data"));
            Segment segment = new Segment(
                    file, idleSeconds, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            opened.add(segment);
            files.add(segment);
            return segment;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Segment implements OpenFile {
        private final Path path;
        private int idleSeconds;
        private final FileChannel channel;
        private boolean stubborn;
        private Runnable whenItCloses = () -> {};

        Segment(Path path, int idleSeconds, FileChannel channel) {
            this.path = path;
            this.idleSeconds = idleSeconds;
            this.channel = channel;
        }

        boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public Duration idle() {
            return channel.isOpen() ? Duration.ofSeconds(idleSeconds) : Duration.ZERO;
        }

        @Override
        public void close() throws IOException {
            if (stubborn) {
                stubborn = false;
                throw new IOException("in use");
            }
            whenItCloses.run();
            channel.close();
        }
    }
}
