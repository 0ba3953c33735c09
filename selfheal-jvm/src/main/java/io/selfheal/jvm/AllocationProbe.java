package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How many bytes are allocated a second. A number of bytes and not of events, so its name has no unit of rate.
 *
 * <p>A sample costs about 2 µs on JDK 21 and later; before, 25 µs and 5 KiB with 200 threads. It needs no safepoint.
 */
final class AllocationProbe implements Probe {
    private final Allocated allocated;
    private final Ticker ticker;
    private long at;

    AllocationProbe(Allocated allocated, Ticker ticker) {
        this.allocated = allocated;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "jvm.allocation";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    /** Nothing at the first sample. */
    @Override
    public Collection<? extends Metric> sample() {
        long now = ticker.nanos();
        double seconds = (now - at) / 1e9;
        at = now;
        double more = allocated.more();
        return Double.isNaN(more) || seconds <= 0
                ? List.of()
                : List.of(new Gauge("jvm.allocated.bytes", more / seconds, "each second"));
    }
}
