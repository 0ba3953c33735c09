package io.selfheal.oshi;

import com.sun.management.OperatingSystemMXBean;
import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;

/**
 * What this process uses: its share of the CPUs that it may use, and its resident memory. The CPU time is the JVM's
 * account of it, the memory is OSHI's; one that is not to be had does not keep the other back.
 *
 * <p>A sample costs about 160 µs and 154 KiB, nearly all of it for OSHI's view of a process; hence every five seconds.
 */
final class ProcessProbe implements Probe {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Oshi oshi;
    private final CpuQuota quota;
    private final Ticker ticker;
    private final Scope scope = new Scope();
    private final Share share = new Share(INTERVAL.multipliedBy(10).toNanos());
    private @Nullable OSProcess self;

    ProcessProbe(Oshi oshi, Kernel kernel, Ticker ticker) {
        this.oshi = oshi;
        this.quota = new CpuQuota(kernel);
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "oshi.process";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public Collection<? extends Metric> sample() {
        List<Metric> metrics = new ArrayList<>(2);
        long resident = resident();
        if (resident > 0) {
            metrics.add(new Gauge("process.memory.rss.bytes", (double) resident, "process"));
        }
        cpu().ifPresent(metrics::add);
        return metrics;
    }

    private Optional<Metric> cpu() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Optional.empty();
        }
        double cpus = cpus();
        long now = ticker.nanos();
        long used = system.getProcessCpuTime();
        String detail = scope.of(cpus, all -> "process, of " + Cpus.words(all));
        double ratio = used < 0 || Double.isNaN(cpus)
                ? Double.NaN
                : share.since(new CpuReading("process", used, now, cpus, detail), now);
        return Double.isNaN(ratio) ? Optional.empty() : Optional.of(new Gauge("process.cpu.used.ratio", ratio, detail));
    }

    /** NaN if the quota cannot be read; the probe of the CPU fails for the same reason, and says so. */
    private double cpus() {
        double all = Runtime.getRuntime().availableProcessors();
        try {
            return quota.read().map(held -> Math.min(all, held.cpus())).orElse(all);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Zero if OSHI could not tell. */
    private long resident() {
        OSProcess process = self;
        if (process == null) {
            process = oshi.operatingSystem().getCurrentProcess();
            self = process;
            return process.getResidentMemory();
        }
        return process.updateAttributes() ? process.getResidentMemory() : 0;
    }
}
