package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
                .contains("after: DOWN");
    }

    public static void main(String[] args) throws IOException {
        HttpProbe probe = HttpProbe.of("payments", URI.create("http://127.0.0.1:1/")); // nobody listens there
        System.out.println("before: " + probe.sample().get(0).shown());
        List<Closeable> taken = new ArrayList<>();
        String then = "";
        while (takesMore(taken)) {
            then = answer(probe); // asked again if another thread of the JVM has given one back meanwhile
        }
        System.out.println("then: " + then);
        for (Closeable each : taken) {
            each.close();
        }
        System.out.println("after: " + probe.sample().get(0).shown());
    }

    private static String answer(HttpProbe probe) {
        try {
            return probe.sample().get(0).shown();
        } catch (IOException e) {
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
