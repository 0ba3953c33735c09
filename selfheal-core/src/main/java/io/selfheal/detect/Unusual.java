package io.selfheal.detect;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Learner;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Raises a symptom when a gauge is unusual for itself, without a threshold: {@code orders.rate is 14.2/s (lower than
 * anything seen at this hour in 6 days)}.
 *
 * <p>It learns each gauge by the mean of a minute, or by every sample if they come seldom. What it finds unusual it says
 * once, and once more if it gets worse; the symptom clears after five minutes of usual values, and what lasts becomes
 * usual within hours. The id of the symptom is {@code unusual-} and the gauge's name.
 *
 * <p>Not thread-safe: once it is given to a loop, only that calls it. What was learnt is kept in the journal by the loop, and
 * forgotten by {@link io.selfheal.SelfHealing#deployed}.
 */
public final class Unusual implements Detector {
    static final String ID = "unusual-";
    /** It clears after five usual minutes in a row; now and then one of them is odd by chance, and five more are needed. */
    private static final Duration SETTLE = Duration.ofMinutes(15);

    /** Series of up to 2 KiB each. */
    private static final int MOST = 10_000;

    private final Set<String> metrics;
    private final double limit;
    private final Map<String, Series> series = new LinkedHashMap<>();

    private Unusual(Set<String> metrics, FalseAlarms accepted) {
        this.metrics = metrics;
        this.limit = accepted.limit();
    }

    /**
     * Watches every gauge there is, the first 10,000 at most, at one false alarm a week each.
     *
     * @return a detector with nothing learnt
     */
    public static Unusual everyGauge() {
        return new Unusual(Set.of(), FalseAlarms.USUAL);
    }

    /**
     * Watches some gauges, at one false alarm a week each.
     *
     * @param metrics their names, at least one
     * @return a detector with nothing learnt
     */
    public static Unusual gauges(String... metrics) {
        if (metrics.length == 0) {
            throw new IllegalArgumentException("no gauge is named: name one, or use everyGauge()");
        }
        return new Unusual(Set.of(metrics), FalseAlarms.USUAL);
    }

    /**
     * The same with another number of false alarms.
     *
     * @param accepted how many are acceptable
     * @return a detector with nothing learnt
     */
    public Unusual accepting(FalseAlarms accepted) {
        return new Unusual(metrics, accepted);
    }

    @Override
    public String name() {
        return "unusual";
    }

    @Override
    public List<Symptom> detect(Snapshot snapshot) {
        return snapshot.readings()
                .flatMap(reading -> see(snapshot, reading).stream())
                .toList();
    }

    private Optional<Symptom> see(Snapshot snapshot, Reading reading) {
        if (!(reading.metric() instanceof Gauge gauge)) {
            return Optional.empty();
        }
        Series watched = series(gauge.name());
        return watched == null ? Optional.empty() : watched.see(snapshot, reading, gauge);
    }

    private @Nullable Series series(String metric) {
        Series known = series.get(metric);
        boolean wanted = metrics.isEmpty() || metrics.contains(metric);
        if (known != null || !wanted || series.size() >= MOST) {
            return known;
        }
        Series fresh = new Series(metric, limit);
        series.put(metric, fresh);
        return fresh;
    }

    @Override
    public Optional<Duration> settle(Symptom symptom) {
        return symptom.id().startsWith(ID) ? Optional.of(SETTLE) : Optional.empty();
    }

    @Override
    public void resume(Symptom symptom) {
        if (symptom.id().startsWith(ID)) {
            Series watched = series(symptom.id().substring(ID.length()));
            if (watched != null) {
                watched.resume(symptom);
            }
        }
    }

    @Override
    public Stream<Learner> learners() {
        return series.values().stream().map(one -> one);
    }

    @Override
    public Optional<Learner> learner(String kind, String metric) {
        return kind.equals(Series.KIND) ? Optional.ofNullable(series(metric)) : Optional.empty();
    }
}
