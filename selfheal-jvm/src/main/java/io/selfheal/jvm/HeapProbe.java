package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The heap by what lives in it, never by what is used, which goes up and down like a saw. NaN, which
 * judges nothing, before the first collection that tells.
 *
 * <p>The ratio is that of the old generation where there is one: with Serial and Parallel it is full at two thirds of the
 * heap, and from there on every collection is a full one.
 *
 * <p>The confirmed ratio is the lower one of the latest two that collections told; NaN before two did. What lived for a moment
 * only, as while a large report is made, is told by one collection, maybe hours before the next: too little to end a
 * process for.
 *
 * <p>A sample costs about 2 µs and 0.4 KiB; it needs no safepoint.
 */
final class HeapProbe implements Probe {
    private final LiveHeap live;
    private final Words words = new Words();
    private final long most;
    private long told;
    private double ratio = Double.NaN;
    private double before = Double.NaN;

    HeapProbe(LiveHeap live, long most) {
        this.live = live;
        this.most = most;
    }

    @Override
    public String name() {
        return "jvm.heap";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public Collection<? extends Metric> sample() {
        live.look();
        if (live.tellings() != told && !Double.isNaN(live.bytes())) {
            before = ratio;
            told = live.tellings();
            ratio = live.ratio();
        }
        String detail = words.of((double) most, limit -> "live after collection, heap of " + Unit.BYTES.format(limit));
        return List.of(
                new Gauge("jvm.heap.live.ratio", live.ratio(), detail),
                new Gauge("jvm.heap.live.bytes", live.bytes(), detail),
                new Gauge("jvm.heap.live.confirmed.ratio", Math.min(ratio, before), "the lower one of the latest two"));
    }
}
