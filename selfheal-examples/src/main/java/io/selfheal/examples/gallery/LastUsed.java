package io.selfheal.examples.gallery;

import io.selfheal.jvm.TrimmableCache;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A cache of what was used last: the least recently used goes when there is too much. Safe for use by several threads.
 *
 * @param <T> what is kept of each order
 */
final class LastUsed<T> implements TrimmableCache {
    private final Map<Long, T> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final String name;
    private final int bytesEach;
    private final double secondsEach;
    private final LongFunction<T> maker;
    private int most;

    /**
     * An empty cache.
     *
     * @param name what it is called in the record
     * @param most how many it keeps
     * @param bytesEach what each takes
     * @param secondsEach how long it takes to make one
     * @param maker makes what is not there
     */
    LastUsed(String name, int most, int bytesEach, double secondsEach, LongFunction<T> maker) {
        this.name = name;
        this.most = most;
        this.bytesEach = bytesEach;
        this.secondsEach = secondsEach;
        this.maker = maker;
    }

    /** What is kept of an order, made unless it is there. */
    synchronized T of(long order) {
        T thing = kept.computeIfAbsent(order, maker::apply);
        if (kept.size() > most) {
            drop(kept.size() - most);
        }
        return thing;
    }

    /** How many it keeps from now on. */
    synchronized void bound(int many) {
        most = many;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized long bytes() {
        return (long) kept.size() * bytesEach;
    }

    @Override
    public synchronized double refillSeconds() {
        return kept.size() * secondsEach;
    }

    @Override
    public synchronized void trim(double share) {
        drop((int) Math.ceil(kept.size() * share));
    }

    private void drop(int many) {
        Iterator<T> oldest = kept.values().iterator();
        for (int i = 0; i < many && oldest.hasNext(); i++) {
            oldest.next();
            oldest.remove();
        }
    }
}
