package io.selfheal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together a snapshot with what {@link Snapshot#of} leaves out: stale metrics, several components, a hole in time. */
public final class Moment {
    private final Instant time;
    private final long nanos;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Snapshot.Source> sources = new ArrayList<>();
    private final List<Long> sampled = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private boolean resumed;

    public Moment(Instant time, long nanos) {
        this.time = time;
        this.nanos = nanos;
    }

    public Moment resumed() {
        resumed = true;
        return this;
    }

    public Moment fresh(String component, Metric metric) {
        return add(component, metric, nanos, 1);
    }

    public Moment stale(String component, Metric metric) {
        return add(component, metric, nanos - 2, 1);
    }

    /** Fresh, but sampled a while ago. */
    public Moment aged(String component, Metric metric, long age) {
        return add(component, metric, nanos - age, Long.MAX_VALUE);
    }

    public Snapshot snapshot() {
        return new Snapshot(
                time,
                nanos,
                resumed,
                rows,
                metrics.toArray(Metric[]::new),
                sampled.stream().mapToLong(Long::longValue).toArray(),
                sources.toArray(Snapshot.Source[]::new),
                metrics.size());
    }

    private Moment add(String component, Metric metric, long at, long staleAfter) {
        rows.put(metric.name(), metrics.size());
        metrics.add(metric);
        sources.add(new Snapshot.Source("moment", component, staleAfter));
        sampled.add(at);
        return this;
    }
}
