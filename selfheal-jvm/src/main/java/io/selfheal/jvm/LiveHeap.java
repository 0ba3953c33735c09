package io.selfheal.jvm;

import java.util.List;
import java.util.function.LongSupplier;

/** What lives in the heap as a whole. Read by one thread at a time. */
final class LiveHeap {
    private final List<LiveSet> sets;
    private final LongSupplier most;
    private double bytes = Double.NaN;
    private double ratio = Double.NaN;
    private long tellings;

    /**
     * Of these pools.
     *
     * @param pools all pools of the JVM
     * @param collectors all its collectors
     * @param most what the heap may grow to
     */
    LiveHeap(List<Pool> pools, List<Collector> collectors, LongSupplier most) {
        this.sets = telling(pools).stream()
                .map(pool -> new LiveSet(pool, collectors))
                .toList();
        this.most = most;
    }

    static LiveHeap ofThisJvm() {
        return new LiveHeap(Pool.all(), Collector.all(), Runtime.getRuntime()::maxMemory);
    }

    /** Looks for the first time after a while: what was seen before no longer counts. */
    void lookAnew() {
        sets.forEach(LiveSet::forget);
        look();
    }

    /** Looks again. */
    void look() {
        double sum = 0;
        double fullest = 0;
        long told = 0;
        for (LiveSet set : sets) {
            double live = set.bytes();
            told += set.tellings();
            long limit = set.limit();
            sum += live;
            fullest = Math.max(fullest, live / (limit > 0 ? limit : most.getAsLong()));
        }
        tellings = told;
        bytes = sets.isEmpty() ? Double.NaN : sum;
        ratio = sets.isEmpty() ? Double.NaN : Math.min(1, fullest);
    }

    /** How much lived when it was last looked at; NaN before a collection told. */
    double bytes() {
        return bytes;
    }

    /** The same as a share of what may, of the fullest pool; NaN before a collection told. */
    double ratio() {
        return ratio;
    }

    /** Grows with each collection that told how much lives, as of the last look. */
    long tellings() {
        return tellings;
    }

    /** What may live: the size of the old generation where there is one, else of the heap. */
    long limit() {
        long sum = sets.stream()
                .mapToLong(set -> set.limit() > 0 ? set.limit() : most.getAsLong())
                .sum();
        return Math.min(sum, most.getAsLong());
    }

    /** The old generation where there is one, else all that is not young. */
    private static List<Pool> telling(List<Pool> pools) {
        List<Pool> heap = pools.stream().filter(Pool::heap).toList();
        List<Pool> old = heap.stream().filter(Pool::old).toList();
        return old.isEmpty() ? heap.stream().filter(pool -> !pool.young()).toList() : old;
    }
}
