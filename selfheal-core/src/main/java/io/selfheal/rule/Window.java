package io.selfheal.rule;

import io.selfheal.Snapshot;
import java.util.Optional;

/**
 * How much a gauge has changed since the start of a window: the newest sample minus the number then.
 *
 * <p>A ring of at most 64 points. With more samples than that in a window it keeps every n-th one, and takes the number at
 * the window's start from the line between the two points around it. A hole in time, or one in the samples that is longer
 * than the window, starts it anew: what lies further back than a window is not of it.
 */
final class Window implements Measure {
    static final int POINTS = 64;
    /** Samples come a little late now and then; by less than a quarter of the window that is no hole. */
    private static final int LATE = 4;

    private final String metric;
    private final long span;
    private final long spacing;
    private final long[] times = new long[POINTS];
    private final double[] numbers = new double[POINTS];
    private int oldest;
    private int size;
    private boolean sampled;
    private long newest;
    private double change = Double.NaN;

    Window(String metric, long span) {
        this.metric = metric;
        this.span = span;
        // So that no more than 62 points are younger than the window, plus the one at or before its start.
        this.spacing = span / (POINTS - 2) + 1;
    }

    @Override
    public double take(Snapshot snapshot) {
        if (snapshot.resumed()) {
            size = 0;
            change = Double.NaN;
        }
        double number = snapshot.gauge(metric).orElse(Double.NaN);
        Optional<Long> now = snapshot.sampled(metric);
        if (Double.isNaN(number) || now.isEmpty()) {
            return Double.NaN;
        }
        if (!sampled || now.get() != newest) {
            sampled = true;
            newest = now.get();
            add(newest, number);
            change = newest - times[oldest] < span ? Double.NaN : number - then(newest);
        }
        return change;
    }

    private void add(long now, double number) {
        if (size > 0 && now - times[at(size - 1)] - span > span / LATE) {
            size = 0;
        }
        while (size > 1 && now - times[at(1)] >= span) {
            oldest = at(1);
            size--;
        }
        if (size == 0 || now - times[at(size - 1)] >= spacing) {
            times[at(size)] = now;
            numbers[at(size)] = number;
            size++;
        }
    }

    /** The number at the window's start, which lies between the oldest point and the next. */
    private double then(long now) {
        int next = at(1);
        double share = (double) (now - span - times[oldest]) / (times[next] - times[oldest]);
        return numbers[oldest] * (1 - share) + numbers[next] * share;
    }

    private int at(int index) {
        return (oldest + index) % POINTS;
    }
}
