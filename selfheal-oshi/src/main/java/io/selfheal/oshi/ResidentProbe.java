package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.linux.Kernel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The resident memory of this process. A sample costs about 16 µs and 2 KiB on Linux, where the kernel's own file is read, and
 * 0.3 ms and 180 KiB where OSHI is asked for its view of a process; hence every fifteen seconds.
 */
final class ResidentProbe implements Probe {
    private final Source<Long> source;

    ResidentProbe(Source<Long> source) {
        this.source = source;
    }

    static ResidentProbe of(Oshi oshi, Kernel kernel) {
        return new ResidentProbe(new Fallback<>(Resident.of(kernel), Resident.of(oshi)));
    }

    @Override
    public String name() {
        return "oshi.resident";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(15);
    }

    /** Nothing if nobody could tell. */
    @Override
    public Collection<? extends Metric> sample() throws Exception {
        Optional<Long> bytes = source.read();
        return bytes.isEmpty() ? List.of() : List.of(new Gauge("process.memory.rss.bytes", bytes.get(), "process"));
    }
}
