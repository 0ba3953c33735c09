package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Where a host declares the caches that may be trimmed: what each holds, what it would cost to fill again, and what it is
 * filled from.
 *
 * <pre>{@code
 * Caches caches = new Caches();
 * AutoCloseable declared = caches.add(prices);   // closed with the cache, if it ends before the service
 * SelfHealing.builder().probe(caches.probe()).action(new TrimCaches(caches))
 * }</pre>
 *
 * <p>Safe to use from any thread.
 */
public final class Caches {
    private final List<TrimmableCache> caches = new CopyOnWriteArrayList<>();

    /** None is declared yet. */
    public Caches() {}

    /** These are declared. */
    static Caches of(Collection<? extends TrimmableCache> all) {
        Caches caches = new Caches();
        caches.caches.addAll(all);
        return caches;
    }

    /**
     * Declares a cache.
     *
     * @param cache the cache
     * @return takes the declaration back when it is closed; does not throw
     */
    @SuppressWarnings("ReferenceEquality") // this very declaration, whatever the cache takes for equal
    public AutoCloseable add(TrimmableCache cache) {
        caches.add(cache);
        return () -> caches.removeIf(other -> other == cache);
    }

    /**
     * Watches them: {@code jvm.caches.bytes}, what they say that they hold together, and {@code jvm.caches.heap.ratio}, its
     * share of the heap's limit, with the largest of them in the detail. A sample costs what their {@code bytes()} cost.
     */
    public Probe probe() {
        LongSupplier most = Runtime.getRuntime()::maxMemory;
        return Probe.of("jvm.caches", () -> sample(most.getAsLong()));
    }

    /** All that are declared now. */
    List<TrimmableCache> all() {
        return caches;
    }

    private List<Metric> sample(long heap) {
        long sum = 0;
        long most = -1;
        String largest = "none is declared";
        for (TrimmableCache cache : caches) {
            long bytes = Math.max(0, cache.bytes());
            sum += bytes;
            if (bytes > most) {
                most = bytes;
                largest = "the largest is " + cache.name() + " with " + Unit.BYTES.format((double) bytes);
            }
        }
        List<Metric> seen = new ArrayList<>(2);
        seen.add(new Gauge("jvm.caches.bytes", (double) sum, largest));
        seen.add(new Gauge("jvm.caches.heap.ratio", Share.of((double) sum, (double) heap), largest));
        return seen;
    }
}
