package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All latest metrics at one instant, each with its age. Immutable; safe to keep and to read from any thread.
 *
 * <p>Columns instead of one object a reading: a turn with 10,000 metrics copies three arrays, and the index from names to
 * rows is shared by all snapshots until a new name appears.
 */
public final class Snapshot {
    private final Instant time;
    private final long nanos;
    private final boolean resumed;
    private final Map<String, Integer> rows;
    private final Metric[] metrics;
    private final long[] sampled;
    private final Source[] sources;
    private final int size;

    /** Takes the arrays as they are; the caller does not change them afterwards. */
    Snapshot(
            Instant time,
            long nanos,
            boolean resumed,
            Map<String, Integer> rows,
            Metric[] metrics,
            long[] sampled,
            Source[] sources,
            int size) {
        this.time = time;
        this.nanos = nanos;
        this.resumed = resumed;
        this.rows = rows;
        this.metrics = metrics;
        this.sampled = sampled;
        this.sources = sources;
        this.size = size;
    }

    /**
     * A snapshot of metrics that were all observed at its very instant, for tests and tools.
     *
     * @param time the instant, on the wall clock
     * @param nanos the instant, on the ticker
     * @param component whose metrics they are
     * @param metrics the metrics; of two with one name the later counts
     * @return the snapshot
     */
    public static Snapshot of(Instant time, long nanos, String component, Metric... metrics) {
        Map<String, Integer> rows = new HashMap<>();
        IntStream.range(0, metrics.length).forEach(i -> rows.put(metrics[i].name(), i));
        Source[] sources = new Source[metrics.length];
        Arrays.fill(sources, new Source("snapshot", component, Long.MAX_VALUE));
        long[] sampled = new long[metrics.length];
        Arrays.fill(sampled, nanos);
        return new Snapshot(time, nanos, false, rows, metrics.clone(), sampled, sources, metrics.length);
    }

    /**
     * The same for metrics of several components.
     *
     * @param time the instant, on the wall clock
     * @param nanos the instant, on the ticker
     * @param metrics the metrics by component; of two with one name the later counts
     * @return the snapshot
     */
    public static Snapshot of(Instant time, long nanos, Map<String, List<Metric>> metrics) {
        Map<String, Integer> rows = new HashMap<>();
        List<Metric> all = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        metrics.forEach((component, its) -> its.forEach(metric -> {
            rows.put(metric.name(), all.size());
            all.add(metric);
            sources.add(new Source("snapshot", component, Long.MAX_VALUE));
        }));
        long[] sampled = new long[all.size()];
        Arrays.fill(sampled, nanos);
        return new Snapshot(
                time,
                nanos,
                false,
                rows,
                all.toArray(Metric[]::new),
                sampled,
                sources.toArray(Source[]::new),
                all.size());
    }

    /**
     * This snapshot with what another one holds, for tests and tools that need metrics of several components.
     *
     * @param other of a metric that both have, its reading counts
     * @return the snapshot, taken when this one was
     */
    public Snapshot and(Snapshot other) {
        Map<String, Integer> all = new HashMap<>(rows);
        Metric[] seen = Arrays.copyOf(metrics, size + other.size);
        long[] times = Arrays.copyOf(sampled, seen.length);
        Source[] origins = Arrays.copyOf(sources, seen.length);
        int end = size;
        for (int row = 0; row < other.size; row++) {
            Integer known = all.putIfAbsent(other.metrics[row].name(), end);
            int to = known == null ? end++ : known;
            seen[to] = other.metrics[row];
            times[to] = other.sampled[row];
            origins[to] = other.sources[row];
        }
        return new Snapshot(time, nanos, resumed, all, seen, times, origins, end);
    }

    /** When it was taken, on the wall clock: a label, never a measure of time. */
    public Instant time() {
        return time;
    }

    /** When it was taken, on the loop's {@link Ticker}. */
    public long nanos() {
        return nanos;
    }

    /**
     * Whether there is a hole in time right before it: the loop was held up for longer than two and a half periods (a
     * stopped process, a long pause, a starved machine), or this is its first snapshot. Windows that span the hole are
     * void.
     */
    public boolean resumed() {
        return resumed;
    }

    /**
     * The latest reading of one metric, fresh or not.
     *
     * @param metric its name
     * @return the reading; empty if it was never observed
     */
    public Optional<Reading> reading(String metric) {
        Integer row = rows.get(metric);
        return row == null ? Optional.empty() : Optional.of(readingAt(row));
    }

    /**
     * The number of a gauge, if it can be judged by.
     *
     * @param metric its name
     * @return the number; empty if it is missing, stale, not finite, or no gauge
     */
    public OptionalDouble gauge(String metric) {
        Integer row = rows.get(metric);
        return row != null && metrics[row] instanceof Gauge gauge && Double.isFinite(gauge.value()) && freshAt(row)
                ? OptionalDouble.of(gauge.value())
                : OptionalDouble.empty();
    }

    /**
     * A health, if it can be judged by.
     *
     * @param metric its name
     * @return the status; {@link Status#UNKNOWN} if it is missing, stale, or no health
     */
    public Status health(String metric) {
        Integer row = rows.get(metric);
        return row != null && metrics[row] instanceof Health health && freshAt(row) ? health.status() : Status.UNKNOWN;
    }

    /**
     * When a metric's sample was started, on the ticker, to tell a number from before an event from one after it.
     *
     * @param metric its name
     * @return the ticker's reading; empty if the metric is missing or stale
     */
    public Optional<Long> sampled(String metric) {
        Integer row = rows.get(metric);
        return row == null || !freshAt(row) ? Optional.empty() : Optional.of(sampled[row]);
    }

    /** Every reading, in the order in which the names first appeared. */
    public Stream<Reading> readings() {
        return IntStream.range(0, size).mapToObj(this::readingAt);
    }

    /** Every metric's name, in the order in which they first appeared. */
    public Stream<String> names() {
        return IntStream.range(0, size).mapToObj(row -> metrics[row].name());
    }

    /** How many metrics there are. */
    public int size() {
        return size;
    }

    /**
     * The metrics of a symptom as they are now.
     *
     * @param symptom the symptom
     * @return the fresh ones among them
     */
    List<Metric> numbersOf(Symptom symptom) {
        return symptom.findings().stream()
                .flatMap(finding -> reading(finding.metric().name()).stream())
                .filter(Reading::fresh)
                .map(Reading::metric)
                .toList();
    }

    Source sourceAt(int row) {
        return sources[row];
    }

    /** When a row was sampled, on the ticker. */
    long sampledAt(int row) {
        return sampled[row];
    }

    Metric metricAt(int row) {
        return metrics[row];
    }

    String componentAt(int row) {
        return sources[row].component();
    }

    /** The value of a gauge that is fresh; NaN otherwise. */
    double valueAt(int row) {
        return metrics[row] instanceof Gauge gauge && freshAt(row) ? gauge.value() : Double.NaN;
    }

    Reading readingAt(int row) {
        Source source = sources[row];
        Duration age = Duration.ofNanos(Math.max(0, nanos - sampled[row]));
        return new Reading(metrics[row], source.component(), source.probe(), age, freshAt(row));
    }

    private boolean freshAt(int row) {
        return nanos - sampled[row] <= sources[row].staleAfter();
    }

    /**
     * Where metrics come from.
     *
     * @param probe the probe's name
     * @param component the component that it observes
     * @param staleAfter the age in nanoseconds beyond which they cannot be judged by
     */
    record Source(String probe, String component, long staleAfter) {}
}
