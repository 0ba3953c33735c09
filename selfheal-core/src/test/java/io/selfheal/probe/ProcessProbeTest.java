package io.selfheal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.selfheal.Health;
import io.selfheal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(30)
class ProcessProbeTest {
    @TempDir
    Path folder;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProgramThatRunsIsUpAndOneThatEndedIsDown() throws Exception {
        Path program = folder.resolve("selfheal-sleeper");
        ProcessProbe probe = ProcessProbe.of("proxy", "selfheal-sleeper");
        assertThat(probe.sample()).containsExactly(Health.down("proxy", "no process runs selfheal-sleeper"));

        Process child = start(program);
        assertThat(probe.sample()).containsExactly(Health.up("proxy"));
        assertThat(probe.sample()).containsExactly(Health.up("proxy"));

        child.destroyForcibly().waitFor();
        assertThat(probe.sample()).containsExactly(Health.down("proxy", "no process runs selfheal-sleeper"));

        start(program);
        assertThat(probe.sample()).containsExactly(Health.up("proxy"));
    }

    @Test
    void aProgramThatWasUpgradedUnderItsRunningProcessStillRuns() throws Exception {
        Path program = folder.resolve("selfheal-sleeper");
        start(program);
        Files.delete(program);

        assertThat(ProcessProbe.of("proxy", "selfheal-sleeper").sample()).containsExactly(Health.up("proxy"));
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx: master process /usr/sbin/nginx -g daemon off;",
        "sshd, sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups",
        "php-fpm, php-fpm: master process (/etc/php-fpm.conf)",
        "envoy, /usr/bin/envoy -c /etc/envoy.yaml",
    })
    void aProcessOfAnotherUserIsKnownByItsCommandLineAlsoIfItHasRewrittenThat(String program, String line) {
        assertThat(new ByProgram(program).runs(new Foreign(line))).isTrue();
        assertThat(new ByProgram("other").runs(new Foreign(line))).isFalse();
    }

    @Test
    void theProcessThatAsksIsNotTheOneThatIsLookedFor() throws Exception {
        Path own = Path.of(ProcessHandle.current().info().command().orElseThrow());
        long others = ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process ->
                        process.info().command().filter(own.toString()::equals).isPresent())
                .count();
        String name = own.getFileName().toString();
        Health seen = (Health) ProcessProbe.of("a", name).sample().get(0);
        assertThat(seen.status()).isEqualTo(others == 0 ? Status.DOWN : Status.UP);
    }

    @Test
    void aPidFileOfALivingProcessIsUpAndOfAnEndedOneDown() throws Exception {
        Process child = start(folder.resolve("selfheal-sleeper"));
        Path file = Files.writeString(folder.resolve("a.pid"), child.pid() + "\n");
        ProcessProbe probe = ProcessProbe.of("agent", file);
        assertThat(probe.sample()).containsExactly(Health.up("agent"));
        child.destroyForcibly().waitFor();
        assertThat(probe.sample()).containsExactly(Health.down("agent", "process " + child.pid() + " has ended"));
    }

    @Test
    void aPidFileThatIsOlderThanItsProcessIsAboutAnotherOne() throws Exception {
        Process child = start(folder.resolve("selfheal-sleeper"));
        Path file = Files.writeString(folder.resolve("a.pid"), Long.toString(child.pid()));
        Instant started = child.info().startInstant().orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(started.minusSeconds(3_600)));
        assertThat(ProcessProbe.of("agent", file).sample())
                .containsExactly(
                        Health.down("agent", "process " + child.pid() + " is another one, younger than " + file));
        Files.setLastModifiedTime(file, FileTime.from(started.minusSeconds(30)));
        assertThat(ProcessProbe.of("agent", file).sample()).containsExactly(Health.up("agent"));
    }

    @Test
    void aMissingPidFileIsDown() throws Exception {
        Path file = folder.resolve("none.pid");
        assertThat(ProcessProbe.of("agent", file).sample())
                .containsExactly(Health.down("agent", file + " is not there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x", "-1", "0", "99999999999999999999999", "1x", "\u0000"})
    void aPidFileWithoutANumberIsDown(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("a.pid"), text);
        assertThat(ProcessProbe.of("agent", file).sample())
                .containsExactly(Health.down("agent", file + " holds no process number"));
    }

    @Test
    void whatItCannotUseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessProbe.of("", "envoy"));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessProbe.of("a", " "));
        for (String path : List.of("/usr/sbin/nginx", "bin/nginx", "C:\\nginx.exe")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProcessProbe.of("a", path))
                    .withMessageContaining("give the file name without its folder");
        }
        assertThat(ProcessProbe.of("a", "envoy").on("mesh").component()).isEqualTo("mesh");
        assertThat(ProcessProbe.of("a", "envoy").component()).isEqualTo("a");
    }

    /** A copy of sleep under a name that nothing else has; started when its own program runs, not only its fork. */
    private Process start(Path program) throws IOException, InterruptedException {
        Files.copy(
                Path.of("/bin/sleep"),
                program,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Process child = new ProcessBuilder(program.toString(), "60").start();
        children.add(child);
        while (child.info().command().filter(program.toString()::equals).isEmpty()) {
            assertThat(child.waitFor(5, TimeUnit.MILLISECONDS))
                    .as("ended early")
                    .isFalse();
        }
        return child;
    }

    /** What the system shows of a process that belongs to somebody else. */
    private record Foreign(String line) implements ProcessHandle.Info {
        @Override
        public Optional<String> command() {
            return Optional.empty();
        }

        @Override
        public Optional<String> commandLine() {
            return Optional.of(line);
        }

        @Override
        public Optional<String[]> arguments() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> startInstant() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> totalCpuDuration() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
