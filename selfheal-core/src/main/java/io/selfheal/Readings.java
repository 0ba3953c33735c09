package io.selfheal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest metric of every name, owned by the loop's thread. Arrays are shared with the snapshots and copied before the
 * first change after one was taken.
 */
final class Readings {
    /** Enough for any service; a bound, so that names that are never the same cannot fill the heap. */
    static final int MOST = 100_000;

    /** The arrays are copied once a turn, so they are not larger than need be. */
    private static final int FIRST = 16;

    private Map<String, Integer> rows = new HashMap<>();
    private Metric[] metrics = new Metric[FIRST];
    private long[] sampled = new long[FIRST];
    private Snapshot.Source[] sources = new Snapshot.Source[FIRST];
    private int size;
    private boolean shared;
    private boolean rowsShared;

    /**
     * Takes in what a probe saw.
     *
     * @return what had to be left out, in words; empty if nothing
     */
    Optional<String> put(Collection<? extends Metric> seen, Snapshot.Source source, long started) {
        int foreign = 0;
        int beyond = 0;
        String example = "";
        for (Metric metric : seen) {
            Integer row = rows.get(metric.name());
            if (row == null && size >= MOST) {
                beyond++;
            } else if (row != null && !sources[row].probe().equals(source.probe())) {
                foreign++;
                example = metric.name() + " (reported by " + sources[row].probe() + ")";
            } else {
                set(row == null ? newRow(metric.name()) : row, metric, source, started);
            }
        }
        if (foreign > 0) {
            return Optional.of(foreign + " metrics left out, another probe reports their names: " + example);
        }
        return beyond > 0
                ? Optional.of(beyond + " metrics left out, there are " + MOST + " already")
                : Optional.empty();
    }

    Snapshot snapshot(Instant time, long nanos, boolean resumed) {
        shared = true;
        rowsShared = true;
        return new Snapshot(time, nanos, resumed, rows, metrics, sampled, sources, size);
    }

    private void set(int row, Metric metric, Snapshot.Source source, long started) {
        unshare(metrics.length);
        metrics[row] = metric;
        sampled[row] = started;
        sources[row] = source;
    }

    private int newRow(String name) {
        if (rowsShared) {
            rows = new HashMap<>(rows);
            rowsShared = false;
        }
        unshare(size == metrics.length ? size * 2 : metrics.length);
        rows.put(name, size);
        return size++;
    }

    private void unshare(int capacity) {
        if (shared || capacity > metrics.length) {
            metrics = Arrays.copyOf(metrics, capacity);
            sampled = Arrays.copyOf(sampled, capacity);
            sources = Arrays.copyOf(sources, capacity);
            shared = false;
        }
    }
}
