package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the caches that can be trimmed hold: {@code jvm.caches.bytes}, and {@code jvm.caches.heap.ratio} as a share of what
 * the heap may grow to; the detail names the largest. Beside {@code jvm.heap.live.ratio} it tells whether a heap that fills
 * up can be helped by {@link TrimCaches}, or leaks elsewhere:
 *
 * <pre>{@code
 * when("jvm.heap.live.ratio").above(0.85).and(when("jvm.caches.heap.ratio").above(0.25)).run("trim-caches")
 * when("jvm.heap.live.ratio").above(0.85).and(when("jvm.caches.heap.ratio").below(0.25)).run("graceful-restart")
 * }</pre>
 *
 * <p>A sample costs what the caches' {@link TrimmableCache#bytes()} cost.
 */
public final class CachesProbe implements Probe {
    private final List<TrimmableCache> caches;
    private final LongSupplier most;

    CachesProbe(List<? extends TrimmableCache> caches, LongSupplier most) {
        this.caches = List.copyOf(caches);
        this.most = most;
    }

    /**
     * Watches caches, four times a second if the loop turns that often.
     *
     * @param caches those that {@link TrimCaches} is given
     * @return the probe
     */
    public static CachesProbe of(List<? extends TrimmableCache> caches) {
        return new CachesProbe(caches, Runtime.getRuntime()::maxMemory);
    }

    @Override
    public String name() {
        return "jvm.caches";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public Collection<? extends Metric> sample() {
        long sum = caches.stream().mapToLong(TrimmableCache::bytes).sum();
        String detail = caches.stream()
                .max(Comparator.comparingLong(TrimmableCache::bytes))
                .map(largest -> "most in " + largest.name() + ": " + Unit.BYTES.format((double) largest.bytes()))
                .orElse("no caches");
        return List.of(
                new Gauge("jvm.caches.bytes", (double) sum, detail),
                new Gauge("jvm.caches.heap.ratio", Share.of((double) sum, (double) most.getAsLong()), detail));
    }
}
