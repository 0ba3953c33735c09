package io.selfheal.jvm;

import java.util.Arrays;

/** What a number was a while ago: a ring of a few values, spaced evenly over a window. Used by one thread at a time. */
final class Past {
    private final long[] times;
    private final double[] values;
    private final long step;
    private int size;
    private int next;

    /**
     * An empty past.
     *
     * @param window how far back it reaches, in nanoseconds
     * @param slots how many values it keeps; at least 2
     */
    Past(long window, int slots) {
        this.times = new long[slots];
        this.values = new double[slots];
        this.step = window / (slots - 1);
    }

    /** Notes a number, unless the last one is too young to need another. */
    void note(double value, long now) {
        int last = Math.floorMod(next - 1, values.length);
        if (size > 0 && now - times[last] < step) {
            return;
        }
        times[next] = now;
        values[next] = value;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    /** How far back it reaches by now, in nanoseconds; 0 while it is empty. */
    long reach(long now) {
        return size == 0 ? 0 : now - times[oldest()];
    }

    /** By how much a number exceeds the oldest one; NaN while it is empty. */
    double growth(double value) {
        return size == 0 ? Double.NaN : value - values[oldest()];
    }

    /** By how much a number grows a second, over the whole reach; NaN while that is too short to tell. */
    double rate(double value, long now) {
        long reach = reach(now);
        return reach < 2 * step ? Double.NaN : growth(value) * 1e9 / reach;
    }

    /** The lowest of the numbers; NaN while it is empty. */
    double lowest() {
        return Arrays.stream(values, 0, size).min().orElse(Double.NaN);
    }

    private int oldest() {
        return size < values.length ? 0 : next;
    }
}
