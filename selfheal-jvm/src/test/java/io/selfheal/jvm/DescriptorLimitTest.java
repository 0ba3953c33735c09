package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.Gauge;
import java.io.FileNotFoundException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorLimitTest {
    @TempDir
    Path folder;

    @Test
    void withNoDescriptorLeftAllProbesStillSample() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to set a limit with");
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "files are held open on Linux only");

        String printed = Child.run(Exhausted.class, "ulimit -n 256; ", folder, 0, "-Xmx64m");

        assertThat(printed)
                .doesNotContain("failed")
                .containsPattern("during jvm.files.used.ratio (1\\.0|0\\.99\\d*)")
                .contains("during jvm.threads.count")
                .contains("during jvm.threads.deadlocked.count 2.0")
                .contains("during jvm.threads.hottest.cpu.ratio")
                .contains("during jvm.memory.rss.bytes")
                .contains("during jvm.disk.used.ratio");
    }

    /** Takes every descriptor there is. */
    static final class Exhausted {
        private Exhausted() {}

        public static void main(String[] args) throws Exception {
            try (Installed installed = Installed.by(new JvmPlugin())) {
                sample(installed, "before");
                Stalemate.ofLocks(true, 0);
                Thread busy = new Thread(Exhausted::spin);
                busy.setDaemon(true);
                busy.start();
                List<RandomAccessFile> hoard = new ArrayList<>();
                boolean more = true;
                while (more) {
                    try {
                        hoard.add(new RandomAccessFile("/dev/null", "r"));
                    } catch (FileNotFoundException full) {
                        more = false;
                    }
                }
                sample(installed, "during");
                for (RandomAccessFile file : hoard) {
                    file.close();
                }
            }
        }

        private static void spin() {
            while (true) {
                Thread.onSpinWait();
            }
        }

        private static void sample(Installed installed, String when) {
            installed.probes.forEach(probe -> {
                try {
                    probe.sample().stream()
                            .map(Gauge.class::cast)
                            .forEach(gauge -> System.out.println(when + " " + gauge.name() + " " + gauge.value()));
                } catch (Throwable thrown) {
                    System.out.println(when + " " + probe.name() + " failed " + thrown);
                }
            });
        }
    }
}
