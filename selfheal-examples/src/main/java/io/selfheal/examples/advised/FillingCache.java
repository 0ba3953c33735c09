package io.selfheal.examples.advised;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A cache that nobody bounded, in a service that may use 16 MiB: it gets half a mebibyte with each look at it. */
final class FillingCache {
    private static final int PIECE = 512 * 1024;
    private static final double BUDGET = 16.0 * 1024 * 1024;
    private static final int FULL = (int) (0.93 * BUDGET / PIECE);

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private boolean bounded;

    synchronized List<Metric> sample() {
        if (!bounded && pieces.size() < FULL) {
            pieces.add(new byte[PIECE]);
        }
        double share = pieces.size() * PIECE / BUDGET;
        return List.of(
                new Gauge("memory.used.ratio", share, pieces.size() + " pieces"),
                Gauge.of("cache.used.ratio", share * 0.5),
                Gauge.of("cpu.used.ratio", 0.2));
    }

    /** Gives all of it up, and does not let it grow again. */
    synchronized String clear() {
        int given = pieces.size();
        pieces.clear();
        bounded = true;
        return "gave up " + given + " pieces";
    }
}
