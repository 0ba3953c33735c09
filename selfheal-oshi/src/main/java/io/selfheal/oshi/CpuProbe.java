package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * CPU of the container if it has a quota, else of the host.
 *
 * <p>On Linux the kernel's own files are read, which are held open: a sample every second adds up, and must be had when no
 * descriptor is left. It costs about 20 µs and 2 KiB there, and 50 µs and 27 KiB where OSHI is asked.
 */
final class CpuProbe implements Probe {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Source<CpuReading> container;
    private final Source<CpuReading> host;
    private final Ticker ticker;
    private final Share share = new Share(INTERVAL.multipliedBy(10).toNanos());

    CpuProbe(Source<CpuReading> container, Source<CpuReading> host, Ticker ticker) {
        this.container = container;
        this.host = host;
        this.ticker = ticker;
    }

    static CpuProbe of(Oshi oshi, Kernel kernel, Ticker ticker) {
        return new CpuProbe(Cpu.of(new CpuQuota(kernel), ticker), new Fallback<>(Cpu.of(kernel), Cpu.of(oshi)), ticker);
    }

    @Override
    public String name() {
        return "oshi.cpu";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /** Nothing at the first sample, after a hole in time, and when a counter went backwards. */
    @Override
    public Collection<? extends Metric> sample() throws Exception {
        long now = ticker.nanos();
        Optional<CpuReading> contained = container.read();
        Optional<CpuReading> found = contained.isPresent() ? contained : host.read();
        CpuReading cpu = found.orElseThrow(() -> new IOException("the CPU time of this machine cannot be read"));
        double used = share.since(cpu, now);
        return Double.isNaN(used) ? List.of() : List.of(new Gauge("cpu.used.ratio", used, cpu.scope()));
    }
}
