package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.selfheal.InvalidPolicyException;
import io.selfheal.SelfHealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatStaysIsNoChangeHoweverOftenAsked() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        for (int i = 0; i < 10; i++) {
            assertThat(policy.changed()).isFalse();
        }
    }

    @Test
    void anEditedFileIsAChangeOnceItHoldsTheSameTwiceAndUntilItIsApplied() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        write("service: b");
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
        assertThat(policy.changed()).isTrue();
        policy.applyTo(SelfHealing.builder());
        assertThat(policy.changed()).isFalse();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNoChangeYet() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        for (String written : new String[] {"", "mo", "mode: obs", "mode: observe\nrules: [{wh"}) {
            write(written);
            assertThat(policy.changed()).isFalse();
        }
        write("mode: observe");
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
    }

    @Test
    void anotherContentOfTheSameSizeAndTimeIsSeenSoonAfterTheFirstReading() throws IOException {
        Path file = write("service: a");
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, time);
        PolicyFile policy = applied(file);
        write("service: b");
        Files.setLastModifiedTime(file, time);
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
    }

    @Test
    void aFileThatIsOnlyTouchedIsNoChange() throws IOException {
        Path file = write("service: a");
        PolicyFile policy = applied(file);
        for (int i = 0; i < 4; i++) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-01T00:00:0" + i + "Z")));
            assertThat(policy.changed()).isFalse();
        }
    }

    @Test
    void aFileThatAnEditorReplacesIsAChange() throws IOException {
        Path file = write("service: a");
        PolicyFile policy = applied(file);
        FileTime time = Files.getLastModifiedTime(file);
        Path written = Files.writeString(folder.resolve("selfheal.yaml.swp"), "service: b");
        Files.setLastModifiedTime(written, time);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
    }

    @Test
    void aFileThatIsGoneForAMomentIsNoChange() throws IOException {
        Path file = write("service: a");
        PolicyFile policy = applied(file);
        policy.changed();
        Files.delete(file);
        assertThat(policy.changed()).isFalse();
        write("service: a");
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aConfigMapWhoseLinkIsTurnedIsAChange() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (String version : new String[] {"a", "b"}) {
            Path data = Files.createDirectory(folder.resolve("..2026_" + version));
            Files.writeString(data.resolve("selfheal.yaml"), "service: " + version);
            Files.setLastModifiedTime(data.resolve("selfheal.yaml"), time);
        }
        Path data = folder.resolve("..data");
        Files.createSymbolicLink(data, Path.of("..2026_a"));
        Path file = Files.createSymbolicLink(folder.resolve("selfheal.yaml"), Path.of("..data/selfheal.yaml"));
        PolicyFile policy = applied(file);
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isFalse();

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_b"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
    }

    @Test
    void aFileThatVanishesIsToldOnceAndTakenUpWhenItIsBack() throws IOException {
        Path file = write("service: a");
        PolicyFile policy = applied(file);
        Files.delete(file);
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
        assertThatThrownBy(() -> policy.applyTo(SelfHealing.builder()))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("found no such file");
        for (int i = 0; i < 5; i++) {
            assertThat(policy.changed()).isFalse();
        }
        write("service: a");
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
        policy.applyTo(SelfHealing.builder());
        assertThat(policy.changed()).isFalse();
    }

    @Test
    void aFileThatCannotBeReadAsAPolicyIsToldOnce() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        write("rules: [");
        policy.changed();
        assertThat(policy.changed()).isTrue();
        assertThatThrownBy(() -> policy.applyTo(SelfHealing.builder())).isInstanceOf(InvalidPolicyException.class);
        for (int i = 0; i < 5; i++) {
            assertThat(policy.changed()).isFalse();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatMayNotBeReadIsTakenUpWhenItMay() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        Path file = write("service: b");
        Files.setPosixFilePermissions(file, Set.of());
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();
        policy.changed();
        assertThat(policy.changed()).isTrue();
        assertThatThrownBy(() -> policy.applyTo(SelfHealing.builder())).hasMessageContaining("may not be read");
        for (int i = 0; i < 5; i++) {
            assertThat(policy.changed()).isFalse();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
    }

    @Test
    void halfOfAFileIsNotTakenWhereAnotherFileHasChanged() throws IOException {
        Path file = write("rules: [{when: a, above: 1}]");
        PolicyFile policy = applied(file);
        policy.changed();
        write("rules: [{when: a, abo");
        assertThat(policy.changed()).isFalse();
        assertThatCode(() -> policy.applyTo(SelfHealing.builder())).doesNotThrowAnyException();
        write("rules: [{when: a, above: 'x'}]");
        assertThat(policy.changed()).isFalse();
        assertThat(policy.changed()).isTrue();
        assertThatThrownBy(() -> policy.applyTo(SelfHealing.builder())).hasMessageContaining("expected a number");
    }

    @Test
    void whatIsWrittenAfterTheLastLookIsNotTakenBeforeItStandsItself() throws IOException {
        PolicyFile policy = applied(write("service: a"));
        policy.changed();
        write("rules: [");
        assertThatCode(() -> policy.applyTo(SelfHealing.builder())).doesNotThrowAnyException();
        write("service: b");
        policy.changed();
        assertThat(policy.changed()).isTrue();
        write("rules: [");
        assertThatCode(() -> policy.applyTo(SelfHealing.builder())).doesNotThrowAnyException();
        policy.changed();
        assertThat(policy.changed()).isTrue();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("selfheal.yaml"), text);
    }

    private static PolicyFile applied(Path file) {
        PolicyFile policy = PolicyFile.at(file);
        policy.applyTo(SelfHealing.builder());
        return policy;
    }
}
