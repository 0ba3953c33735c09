package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.linux.Kernel;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentProbeTest {
    @TempDir
    Path root;

    @Test
    void onLinuxItIsWhatTheKernelTells() throws Exception {
        new Machine(root)
                .file("proc/self/status", "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  123456 kB\nThreads:\t42\n");
        try (Kernel kernel = new Kernel(root)) {
            assertThat(ResidentProbe.of(new Oshi(), kernel).sample())
                    .singleElement()
                    .isEqualTo(new Gauge("process.memory.rss.bytes", 123_456 * 1024.0, "process"));
        }
    }

    @Test
    void whereThereIsNoSuchFileOshiIsAsked() throws Exception {
        try (Kernel kernel = new Kernel(root)) {
            Collection<? extends Metric> seen =
                    ResidentProbe.of(new Oshi(), kernel).sample();

            assertThat(seen)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Gauge.class, rss -> assertThat(rss.value()).isGreaterThan(10 << 20));
        }
    }
}
