package io.selfheal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileAgeProbeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void itTellsAgeAndSizeOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("dump"), "12345");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(90)));
        List<Metric> seen = probe(file).sample();
        assertThat(seen)
                .containsExactly(
                        Health.up("backup"),
                        new Gauge("backup.age.seconds", 90, "written at 2026-01-01T11:58:30Z"),
                        Gauge.of("backup.size.bytes", 5));
    }

    @Test
    void aFileOfTheFutureIsNew() throws IOException {
        Path file = Files.createFile(folder.resolve("dump"));
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(90)));
        assertThat(probe(file).sample())
                .contains(new Gauge("backup.age.seconds", 0, "written at 2026-01-01T12:01:30Z"));
    }

    @Test
    void aMissingFileIsDownAndHasNoAge() throws IOException {
        Path file = folder.resolve("none");
        assertThat(probe(file).sample()).containsExactly(Health.down("backup", file + " is not there"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatCannotBeLookedAtSaysNothing() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> probe(loop).sample()).isInstanceOf(FileSystemException.class);
    }

    @Test
    void itObservesTheComponentOfItsName() {
        assertThat(probe(folder).component()).isEqualTo("backup");
        assertThat(probe(folder).on("storage").component()).isEqualTo("storage");
        assertThat(probe(folder).name()).isEqualTo("backup");
        assertThatIllegalArgumentException().isThrownBy(() -> FileAgeProbe.of("", folder));
    }

    private static FileAgeProbe probe(Path file) {
        return FileAgeProbe.of("backup", file).by(InstantSource.fixed(NOW));
    }
}
