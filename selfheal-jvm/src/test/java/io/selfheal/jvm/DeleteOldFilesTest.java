package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.test.RecoveryActionContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteOldFilesTest implements RecoveryActionContract {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:09Z");

    @TempDir
    Path root;

    @Override
    public RecoveryAction action() {
        file("temp/old", 48);
        file("temp/young", 1);
        return deleting(root.resolve("temp"));
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(all());
    }

    @Test
    void oldFilesGoAtAnyDepthAndYoungOnesAndFoldersStay() throws Exception {
        file("temp/old", 25);
        file("temp/young", 23);
        file("temp/a/b/old", 1000);
        Attempted attempt = new Attempted();

        deleting(root.resolve("temp")).recover(attempt);

        assertThat(all()).containsExactlyInAnyOrder("temp", "temp/young", "temp/a", "temp/a/b");
        assertThat(attempt.report).isEqualTo("deleted 2 files, 8 B");
    }

    @Test
    void noLinkIsFollowedAndNoneIsDeleted() throws Exception {
        file("temp/old", 100);
        file("precious/old", 100);
        Files.createSymbolicLink(root.resolve("temp/folder"), root.resolve("precious"));
        Files.createSymbolicLink(root.resolve("temp/file"), root.resolve("precious/old"));

        deleting(root.resolve("temp")).recover(new Attempted());

        assertThat(all()).contains("precious/old", "temp/folder", "temp/file").doesNotContain("temp/old");
    }

    @Test
    void aDeclaredFolderThatIsALinkOrIsNotThereIsRefusedAndTheOthersAreDone() throws Exception {
        file("temp/old", 100);
        file("precious/old", 100);
        Files.createSymbolicLink(root.resolve("link"), root.resolve("precious"));
        RecoveryAction action = new DeleteOldFiles(
                "delete-old-files",
                Duration.ofDays(1),
                () -> NOW,
                root.resolve("link"),
                root.resolve("missing"),
                root.resolve("temp"));

        assertThatThrownBy(() -> action.recover(new Attempted()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link is no folder, or a link to one")
                .hasMessageContaining("missing");
        assertThat(all()).contains("precious/old").doesNotContain("temp/old");
    }

    @Test
    void aFolderThatCannotBeReadToItsEndIsToldAndTheOthersAreDone() throws Exception {
        file("temp/old", 100);
        file("other/old", 100);
        Sweep sweep = new Sweep(NOW.minus(Duration.ofDays(1)), () -> false);

        sweep.below(broken(root.resolve("temp/old")), 1);
        try (DirectoryStream<Path> other = Files.newDirectoryStream(root.resolve("other"))) {
            sweep.below(other, 1);
        }

        assertThat(sweep.failures()).singleElement().asString().endsWith("temp: Input/output error");
        assertThat(sweep.deleted()).isEqualTo(2);
    }

    @Test
    void itStopsWhenItIsToldTo() throws Exception {
        file("temp/old", 100);
        Attempted attempt = new Attempted();
        attempt.cancelled = true;

        deleting(root.resolve("temp")).recover(attempt);

        assertThat(all()).contains("temp/old");
    }

    @Test
    void aRootIsRefused() {
        assertThatThrownBy(() -> new DeleteOldFiles("x", Duration.ofDays(1), root.getRoot()))
                .hasMessageContaining("none that is a root");
        assertThatThrownBy(() -> new DeleteOldFiles("x", Duration.ZERO, root)).hasMessageContaining("above zero");
    }

    private static DeleteOldFiles deleting(Path folder) {
        return new DeleteOldFiles("delete-old-files", Duration.ofDays(1), () -> NOW, folder);
    }

    /** One whose disk tells the first file, and then no longer answers. */
    private static DirectoryStream<Path> broken(Path first) {
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Stream<Path> files = Stream.of(first, first).peek(new Consumer<>() {
                    private boolean told;

                    @Override
                    public void accept(Path file) {
                        if (told) {
                            throw new DirectoryIteratorException(
                                    new FileSystemException("temp", null, "Input/output error"));
                        }
                        told = true;
                    }
                });
                return files.iterator();
            }

            @Override
            public void close() {}
        };
    }

    private void file(String name, int hoursAgo) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "full");
            Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursAgo))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> all() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.equals(root))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
