package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Health;
import io.selfheal.Probe;
import io.selfheal.probe.TcpProbe;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a process of its own, because it uses up every file descriptor that it may have. */
class DescriptorLimitTest {
    @Test
    @Timeout(60)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProcessOutOfDescriptorsDoesNotCallOthersSick() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 64 && exec \"$0\" -cp \"$1\" \"$2\"",
                        java,
                        System.getProperty("java.class.path"),
                        DescriptorLimitTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("before: DOWN")
                .contains("then: it could not look: ")
                .contains("HTTP with one left: it could not look: ")
                .contains("TCP with one left: it could not look: ")
                .contains("after: DOWN")
                .contains("by name: localhost:1 fails: ");
    }

    public static void main(String[] args) throws IOException {
        HttpProbe probe = HttpProbe.of("payments", URI.create("http://127.0.0.1:1/")); // nobody listens there
        System.out.println("before: " + probe.sample().get(0).shown());
        TcpProbe.of("payments", "127.0.0.1", 1).sample(); // its classes are loaded while they can be
        List<Closeable> taken = new ArrayList<>();
        String then = "";
        while (takesMore(taken)) {
            then = answer(probe); // asked again if another thread of the JVM has given one back meanwhile
        }
        System.out.println("then: " + then);
        // A socket takes that one, and then the name's address cannot be asked for.
        HttpProbe byName = HttpProbe.of("payments", URI.create("http://localhost:1/"));
        taken.remove(taken.size() - 1).close();
        System.out.println("HTTP with one left: " + answer(byName));
        System.out.println("TCP with one left: " + answer(TcpProbe.of("payments", "localhost", 1)));
        for (Closeable each : taken) {
            each.close();
        }
        System.out.println("after: " + probe.sample().get(0).shown());
        System.out.println("by name: " + ((Health) byName.sample().get(0)).detail());
    }

    private static String answer(Probe probe) {
        try {
            return probe.sample().iterator().next().shown();
        } catch (Exception e) {
            return "it could not look: " + e.getMessage();
        }
    }

    /** Whether there was a descriptor left. */
    private static boolean takesMore(List<Closeable> taken) {
        int before = taken.size();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            return taken.size() > before;
        }
    }
}
