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

/** What one second of everything costs at the intervals the probes ask for. */
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
    void aSecondOfEverythingStaysWithinAThousandthOfACoreAnd128KiB() throws Exception {
        double bytes = 0;
        double micros = 0;
        StringBuilder table = new StringBuilder();
        try (Installed installed = Installed.by(new OshiPlugin())) {
            for (Probe probe : installed.probes) {
                for (int i = 0; i < WARM_UP; i++) {
                    probe.sample();
                }
                Cost cost = average(probe);
                double every = probe.interval().toMillis() / 1e3;
                bytes += cost.bytes / every;
                micros += cost.micros / every;
                table.append("%n%s: %.0f µs, %.1f KiB every %.0f s"
                        .formatted(probe.name(), cost.micros, cost.bytes / 1024, every));
            }
        }
        table.append("%nin a second: %.0f µs, %.1f KiB".formatted(micros, bytes / 1024));

        assertThat(bytes).as("bytes%s", table).isLessThan(128 * 1024);
        assertThat(micros).as("microseconds%s", table).isLessThan(1000);
    }

    private Cost average(Probe probe) throws Exception {
        long bytes = 0;
        long nanos = 0;
        for (int i = 0; i < SAMPLES; i++) {
            outliveOshisCache();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long time = threads.getCurrentThreadCpuTime();
            probe.sample();
            nanos += threads.getCurrentThreadCpuTime() - time;
            bytes += threads.getCurrentThreadAllocatedBytes() - allocated;
        }
        return new Cost((double) bytes / SAMPLES, nanos / 1e3 / SAMPLES);
    }

    private static void outliveOshisCache() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(2)) {
            Thread.onSpinWait();
        }
    }

    private record Cost(double bytes, double micros) {}
}
