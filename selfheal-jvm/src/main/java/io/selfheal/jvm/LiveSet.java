package io.selfheal.jvm;

import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What lives in one pool: what was left in it by collections that look at the whole of it. Read by one thread at a time.
 *
 * <p>Serial, Parallel: the old generation's figure is that of the last full collection. G1: of the last mixed or full one,
 * with newer JDKs also of a remark. All these stop the world, so the figure is exact. ZGC and Shenandoah collect beside
 * the application, and what it allocates meanwhile is counted in (seen: 73 % where 40 % lived), so the lowest of three
 * counts. With generations, ZGC sets the old one's figure after minor collections too, which leave the garbage in it;
 * only major ones count then.
 */
final class LiveSet {
    private static final int CYCLES = 3;

    private final Pool pool;
    private final List<LongSupplier> collections;
    private final boolean concurrent;
    private final Deque<MemoryUsage> latest = new ArrayDeque<>(CYCLES);
    private long seen = -1;
    private double bytes = Double.NaN;
    private long limit = -1;
    private long tellings;

    LiveSet(Pool pool, List<Collector> collectors) {
        this.pool = pool;
        this.concurrent = collectors.stream().anyMatch(Collector::concurrent);
        List<Collector> major = collectors.stream()
                .filter(c -> c.name().contains("Major") && c.concurrent())
                .toList();
        List<Collector> telling = major.isEmpty()
                ? collectors.stream().filter(c -> !c.pausesOfCycles()).toList()
                : major;
        this.collections = telling.stream().map(Collector::count).toList();
    }

    /** What is known now: how much lives in the pool, or NaN before a collection told. Between two collections it stays. */
    double bytes() {
        look();
        return bytes;
    }

    /** How much may be used in the pool, as of the latest collection; not above zero if that is unknown. */
    long limit() {
        look();
        return limit;
    }

    /**
     * How often collections have told what lives, as of the latest {@link #bytes()}. Beside the application each cycle does,
     * even if it tells the same as the one before. Of the others young ones may leave an old figure standing, so only another
     * figure is known to be told anew.
     */
    long tellings() {
        return tellings;
    }

    private void look() {
        long count = 0;
        for (LongSupplier collector : collections) {
            count += Math.max(0, collector.getAsLong());
        }
        if (count == seen) {
            return;
        }
        limit = pool.usage().get().map(MemoryUsage::getMax).orElse(-1L);
        pool.afterCollection().get().filter(after -> after.getUsed() > 0).ifPresent(this::note);
        bytes = latest.stream().mapToDouble(MemoryUsage::getUsed).min().orElse(Double.NaN);
        seen = count; // last: without memory to look with, it is looked at again
    }

    /** Begins anew: who looks seldom must not take what lived long ago for what lives now. */
    void forget() {
        latest.clear();
        seen = -1;
    }

    private void note(MemoryUsage after) {
        if (concurrent || latest.isEmpty() || latest.getLast().getUsed() != after.getUsed()) {
            tellings++;
        }
        if (latest.size() == (concurrent ? CYCLES : 1)) {
            latest.removeFirst();
        }
        latest.addLast(after);
    }
}
