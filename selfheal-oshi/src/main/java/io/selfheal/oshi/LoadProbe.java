package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import oshi.hardware.CentralProcessor;

/** The load average of the host; containers have none of their own. A sample costs about 30 µs and 26 KiB. */
final class LoadProbe implements Probe {
    private final Oshi oshi;
    private final Scope scope = new Scope();

    LoadProbe(Oshi oshi) {
        this.oshi = oshi;
    }

    @Override
    public String name() {
        return "oshi.load";
    }

    /** A quarter of the minute that it is the average of. */
    @Override
    public Duration interval() {
        return Duration.ofSeconds(15);
    }

    /** Nothing where the system has no load average, or has none yet, which OSHI tells by a negative one. */
    @Override
    public Collection<? extends Metric> sample() {
        CentralProcessor processor = oshi.hardware().getProcessor();
        double load = processor.getSystemLoadAverage(1)[0];
        int cpus = processor.getLogicalProcessorCount();
        return load < 0 || cpus <= 0
                ? List.of()
                : List.of(new Gauge("load.1m.ratio", load / cpus, scope.of(cpus, all -> "host, " + Cpus.words(all))));
    }
}
