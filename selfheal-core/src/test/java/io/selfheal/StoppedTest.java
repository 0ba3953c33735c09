package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that was stopped from outside has not been sick all that while. */
@Timeout(60)
class StoppedTest {
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aStopFromOutsideIsNoTroubleThatLasted() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stopped.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("sick");
            signal("-STOP", child);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5_000);
            while (System.nanoTime() - until < 0) {
                LockSupport.parkNanos(until - System.nanoTime()); // the stop itself, which is what is tested
            }
            signal("-CONT", child);
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
            assertThat(said.readLine()).isEqualTo("0 actions, told");
        } finally {
            child.destroyForcibly();
        }
    }

    private static void signal(String which, Process child) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", which, Long.toString(child.pid()))
                .start()
                .waitFor();
        assertThat(exit).as("kill " + which).isZero();
    }
}
