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
import java.util.Collection;
import java.util.List;

/**
 * The share that this process uses of the CPUs that it may use, by the JVM's account of it. A sample costs about 30 µs and 2
 * KiB.
 */
final class ProcessProbe implements Probe {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final CpuQuota quota;
    private final Ticker ticker;
    private final Scope scope = new Scope();
    private final Share share = new Share(INTERVAL.multipliedBy(10).toNanos());

    ProcessProbe(Kernel kernel, Ticker ticker) {
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

    /** Nothing at the first sample, after a hole in time, and where the JVM does not tell. */
    @Override
    public Collection<? extends Metric> sample() throws IOException {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return List.of();
        }
        double all = Runtime.getRuntime().availableProcessors();
        double cpus = quota.read().map(held -> Math.min(all, held.cpus())).orElse(all);
        long now = ticker.nanos();
        long used = system.getProcessCpuTime();
        String detail = scope.of(cpus, of -> "process, of " + Cpus.words(of));
        double ratio = used < 0 ? Double.NaN : share.since(new CpuReading("process", used, now, cpus, detail), now);
        return Double.isNaN(ratio) ? List.of() : List.of(new Gauge("process.cpu.used.ratio", ratio, detail));
    }
}
