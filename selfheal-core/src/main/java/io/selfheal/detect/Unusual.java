package io.selfheal.detect;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Raises a symptom when a gauge is unusual for itself, without a threshold: {@code orders.rate is 14.2/s (lower than
 * anything seen at this hour in 6 days)}.
 *
 * <p>It learns each gauge by the mean of a minute, or by every sample if they come seldom. What it finds unusual it says
 * once, and once more if it gets worse; the symptom clears after five minutes of usual values, and what lasts becomes
 * usual within hours. The id of the symptom is {@code unusual-} and the gauge's name.
 *
 * <p>{@link #detect} is called on the loop's thread; the other methods from any, and none blocks for longer than a turn of
 * it takes.
 */
public final class Unusual implements Detector {
    static final String ID = "unusual-";
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
    public synchronized List<Symptom> detect(Snapshot snapshot) {
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
        Series fresh = new Series(limit);
        series.put(metric, fresh);
        return fresh;
    }

    @Override
    public synchronized void resume(Symptom symptom) {
        if (symptom.id().startsWith(ID)) {
            Series watched = series(symptom.id().substring(ID.length()));
            if (watched != null) {
                watched.resume(symptom);
            }
        }
    }

    /** Forgets what is usual, and every symptom, as after a deployment. */
    public synchronized void forget() {
        series.values().forEach(Series::forget);
    }

    /**
     * Forgets what is usual for one gauge, and its symptom.
     *
     * @param metric its name; one that is not watched is no error
     */
    public synchronized void forget(String metric) {
        Series watched = series.get(metric);
        if (watched != null) {
            watched.forget();
        }
    }

    /**
     * What was learnt, to be kept over a restart.
     *
     * @return under 2 KiB for each gauge's name; a copy
     */
    public synchronized Map<String, byte[]> state() {
        Map<String, byte[]> states = new HashMap<>();
        series.forEach((metric, watched) -> states.put(metric, watched.state()));
        return states;
    }

    /**
     * Takes up what was learnt before a restart.
     *
     * @param states what {@link #state()} gave; gauges that are not watched are passed over
     * @throws IllegalArgumentException if one of them is no such state; those before it are taken up
     */
    public synchronized void restore(Map<String, byte[]> states) {
        states.forEach((metric, state) -> {
            Series watched = series(metric);
            if (watched != null) {
                watched.restore(state);
            }
        });
    }
}
