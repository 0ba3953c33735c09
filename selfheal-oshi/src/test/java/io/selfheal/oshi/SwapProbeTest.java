package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.linux.Kernel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapProbeTest {
    @TempDir
    Path root;

    @Test
    void onLinuxItIsWhatTheKernelTells() throws Exception {
        new Machine(root).file("proc/meminfo", """
                MemTotal:        8388608 kB
                SwapCached:            0 kB
                SwapTotal:       4194304 kB
                SwapFree:        3145728 kB
                """);
        try (Kernel kernel = new Kernel(root)) {
            assertThat(SwapProbe.of(new Oshi(), kernel).sample())
                    .singleElement()
                    .isEqualTo(new Gauge("swap.used.ratio", 0.25, "host, swap 4 GiB"));
        }
    }

    @Test
    void withoutSwapSpaceThereIsNoMetric() throws Exception {
        new Machine(root).file("proc/meminfo", "SwapTotal:       0 kB\nSwapFree:        0 kB\n");
        try (Kernel kernel = new Kernel(root)) {
            assertThat(SwapProbe.of(new Oshi(), kernel).sample()).isEmpty();
        }
    }

    @Test
    void whatTheKernelDoesNotTellOshiIsAskedFor() throws Exception {
        SwapProbe probe = new SwapProbe(
                new Fallback<>(Swap.of(new Kernel(root)), () -> Optional.of(new SwapReading(2_048, 2_048))));
        assertThat(probe.sample()).singleElement().isEqualTo(new Gauge("swap.used.ratio", 1, "host, swap 2 KiB"));
    }

    @Test
    void oshiTellsOfThisMachineWithoutFailing() throws Exception {
        assertThat(new SwapProbe(Swap.of(new Oshi())).sample()).hasSizeLessThanOrEqualTo(1);
    }
}
