package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.SelfHealing;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a process of its own, because it uses up every file descriptor that it may have. */
class HealthWithoutDescriptorsTest {
    @Test
    @Timeout(120)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void itAnswersWhereThereIsNoDescriptorLeftAndWaitsForThemInPeace() throws Exception {
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 128 && exec \"$0\" -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp \"$1\" \"$2\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        HealthWithoutDescriptorsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        List<Socket> holding = new ArrayList<>();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            URI uri = URI.create(said.readLine());
            assertThat(said.readLine()).isEqualTo("exhausted");
            for (int i = 0; i < 3; i++) {
                assertThat(Asked.get(uri.resolve("/livez")).code()).isEqualTo(200);
                assertThat(Asked.get(uri.resolve("/health")).code()).isEqualTo(200);
            }
            for (int i = 0; i < 8; i++) { // more than there are spares for
                Socket silent = new Socket(uri.getHost(), uri.getPort());
                silent.setSoTimeout(20_000);
                holding.add(silent);
            }
            for (Socket each : holding) {
                assertThat(each.getInputStream().read())
                        .as("cut off, one after the other")
                        .isNegative();
            }
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
            assertThat(Long.parseLong(said.readLine()))
                    .as("milliseconds of CPU time")
                    .isLessThan(1_000);
            assertThat(child.waitFor()).isZero();
        } finally {
            for (Socket each : holding) {
                each.close();
            }
            child.destroyForcibly();
        }
    }

    @SuppressWarnings("SystemOut") // the pipe to the test
    public static void main(String[] args) throws IOException {
        SelfHealing healing = SelfHealing.builder().withoutDiscovery().start();
        HealthServer server = HealthEndpoint.of(healing).start(0);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        cpuMillis(threads);
        System.out.println(server.uri());
        List<Closeable> taken = new ArrayList<>();
        try {
            while (taken.size() < 1_000) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            System.out.println("exhausted");
        }
        System.in.read();
        System.out.println(cpuMillis(threads));
        System.exit(0);
    }

    /** What the server's threads have used so far. */
    private static long cpuMillis(ThreadMXBean threads) {
        long nanos = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("selfheal-http")) {
                nanos += threads.getThreadCpuTime(thread.getId());
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
