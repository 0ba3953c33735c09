package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadProbeTest {
    @TempDir
    Path root;

    @Test
    void onLinuxItIsWhatTheKernelTellsForEachCpu() throws Exception {
        new Machine(root).file("proc/loadavg", "6.50 1.27 0.81 2/345 6789\n");
        try (Kernel kernel = new Kernel(root)) {
            assertThat(LoadProbe.of(new Oshi(), kernel).sample())
                    .singleElement()
                    .isEqualTo(new Gauge("load.1m.ratio", 6.5 / 4, "host, 4 CPUs"));
        }
    }

    @Test
    void whatIsNoNumberIsToldByTheFilesName() {
        new Machine(root).file("proc/loadavg", "high\n");
        Source<LoadReading> broken = Load.of(new Kernel(root));
        assertThatThrownBy(broken::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("loadavg has \"high\" where a number was expected");
    }

    @Test
    void whereTheKernelDoesNotTellOshiIsAsked() throws Exception {
        try (Kernel kernel = new Kernel(root)) {
            Collection<? extends Metric> seen = LoadProbe.of(new Oshi(), kernel).sample();

            assertThat(seen)
                    .allSatisfy(metric -> assertThat(metric.name()).isEqualTo("load.1m.ratio"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aSystemThatHasNoLoadAverageHasNoMetric() throws Exception {
        assertThat(new LoadProbe(() -> Optional.of(new LoadReading(-1, 4))).sample())
                .isEmpty();
        assertThat(new LoadProbe(Optional::empty).sample()).isEmpty();
    }
}
