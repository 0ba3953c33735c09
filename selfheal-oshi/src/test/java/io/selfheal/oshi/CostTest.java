package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.selfheal.Probe;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import oshi.util.GlobalConfig;

/** What one second of everything allocates at the intervals the probes ask for; what time it takes is for benchmarks. */
class CostTest {
    private static final int WARM_UP = 300;
    private static final int SAMPLES = 50;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** OSHI answers from its cache for 300 ms: too long for samples in quick succession, none for those a second apart. */
    @BeforeEach
    void shortenOshisCache() {
        GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 1);
    }

    @AfterEach
    void restoreOshisCache() {
        GlobalConfig.remove(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION);
    }

    @Test
    void aSecondOfEverythingAllocatesLessThan128KiB() throws Exception {
        double bytes = 0;
        StringBuilder table = new StringBuilder();
        try (Installed installed = Installed.by(new OshiPlugin())) {
            for (Probe probe : installed.probes) {
                double each = average(probe);
                double every = probe.interval().toMillis() / 1e3;
                bytes += each / every;
                table.append("%n%s: %.1f KiB every %.0f s".formatted(probe.name(), each / 1024, every));
            }
        }
        assertThat(bytes).as("bytes%s", table).isLessThan(128 * 1024);
    }

    private double average(Probe probe) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            probe.sample();
        }
        long bytes = 0;
        for (int i = 0; i < SAMPLES; i++) {
            outliveOshisCache();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            probe.sample();
            bytes += threads.getCurrentThreadAllocatedBytes() - allocated;
        }
        return (double) bytes / SAMPLES;
    }

    private static void outliveOshisCache() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(2)) {
            Thread.onSpinWait();
        }
    }
}
