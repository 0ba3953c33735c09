package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:09Z");

    @TempDir
    Path root;

    @Test
    void whereThereIsRoomThereIsAFolder() throws Exception {
        Path folder = scratch("ext4", 1L << 30).folder();

        assertThat(folder).isEmptyDirectory().isAbsolute().hasParent(root.toAbsolutePath());
    }

    @Test
    void nothingIsWrittenIntoMemory() {
        for (String type : List.of("tmpfs", "ramfs")) {
            assertThatThrownBy(() -> scratch(type, 1L << 40).folder())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(root + ", which is memory (" + type + ")")
                    .hasMessageContaining("-Djava.io.tmpdir=");
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void nothingIsWrittenWhereLittleIsFree() {
        assertThatThrownBy(() -> scratch("ext4", 300L << 20).folder())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("300 MiB are free; it takes 1 GiB");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void thisMachinesStorageIsKnown() throws Exception {
        Scratch.Room room = Scratch.Room.of(root);
        assertThat(room.type()).isNotEmpty();
        assertThat(room.bytes()).isPositive();
    }

    @Test
    void whatEndedProcessesLeftIsSweptAndNothingElse() throws Exception {
        assumeSecure();
        leave("selfheal-threads1", 61, "threads.json");
        leave("selfheal-threads2", 61);
        leave("selfheal-threads3", 59, "threads.json");
        leave("selfheal-threads4", 61, "precious");
        leave("selfheal-threads5", 61, "threads.json", "precious");
        leave("orders", 61, "threads.json");
        Path swept = leave("selfheal-threads6", 61, "threads.json");
        Files.setLastModifiedTime(swept.resolve("threads.json"), ago(59));

        assertThatThrownBy(() -> scratch("ext4", 0).folder()).hasMessageContaining("0 B are free");

        assertThat(all())
                .containsExactlyInAnyOrder(
                        "selfheal-threads3",
                        "selfheal-threads3/threads.json",
                        "selfheal-threads4",
                        "selfheal-threads4/precious",
                        "selfheal-threads5",
                        "selfheal-threads5/threads.json",
                        "selfheal-threads5/precious",
                        "selfheal-threads6",
                        "selfheal-threads6/threads.json",
                        "orders",
                        "orders/threads.json");
    }

    @Test
    void noLinkIsFollowed() throws Exception {
        assumeSecure();
        Path precious = leave("precious", 61, "threads.json");
        Files.createSymbolicLink(root.resolve("selfheal-threads1"), precious);
        Path folder = leave("selfheal-threads2", 61);
        Files.createSymbolicLink(folder.resolve("threads.json"), precious.resolve("threads.json"));
        Files.setLastModifiedTime(folder, ago(61));

        scratch("ext4", 1L << 30).folder();

        assertThat(all())
                .contains("precious/threads.json", "selfheal-threads1", "selfheal-threads2/threads.json")
                .hasSize(6);
    }

    private Scratch scratch(String type, long bytes) {
        return new Scratch(root, folder -> new Scratch.Room(type, bytes), () -> NOW);
    }

    private Path leave(String name, int minutesAgo, String... files) throws IOException {
        Path folder = Files.createDirectory(root.resolve(name));
        for (String file : files) {
            Files.setLastModifiedTime(Files.writeString(folder.resolve(file), "{}"), ago(minutesAgo));
        }
        return Files.setLastModifiedTime(folder, ago(minutesAgo));
    }

    private static FileTime ago(int minutes) {
        return FileTime.from(NOW.minus(Duration.ofMinutes(minutes)));
    }

    private void assumeSecure() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            assumeTrue(files instanceof SecureDirectoryStream, "folders cannot be held open");
        }
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.equals(root))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
