package io.selfheal.diagnose;

import io.selfheal.Case;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Past;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for the signs of a case. What is not measured, stale or not a number is left out, never taken for absent. */
final class Sights {
    /** Values of the past that say what is usual: three minutes of them. */
    private static final int KNOWN = 18;

    /** Of fewer than three things one that is down is not many. */
    private static final int MANY = 3;

    private final Snapshot snapshot;
    private final Map<String, Past> pasts;
    private final Vicinity vicinity;
    private List<String> names = List.of();

    private Sights(Case about, Vicinity vicinity) {
        this.snapshot = about.snapshot();
        this.pasts = about.background().pasts();
        this.vicinity = vicinity;
    }

    /** The signs that can be judged, in the order of the knowledge; signs of one group share one vote. */
    static List<Seen> of(Knowledge knowledge, Case about, Vicinity vicinity, Subject subject) {
        Sights sights = new Sights(about, vicinity);
        List<Seen> seen = new ArrayList<>();
        Map<String, Integer> groups = new HashMap<>();
        for (Sign sign : knowledge.signs()) {
            subject.of(sign, sights.look(sign)).ifPresent(sight -> {
                seen.add(sight);
                groups.merge(sign.group(), 1, Integer::sum);
            });
        }
        seen.replaceAll(sight -> sight.sign().group().isEmpty()
                ? sight
                : sight.among(groups.getOrDefault(sight.sign().group(), 1)));
        return seen;
    }

    private Optional<Seen> look(Sign sign) {
        Stream<Reading> readings = readings(sign);
        return sign.measure() == Sign.Measure.SHARE_DOWN
                ? shareDown(sign, readings.toList())
                : readings.flatMap(reading -> seen(sign, reading).stream())
                        .max(Comparator.comparingDouble(Seen::degree));
    }

    private Stream<Reading> readings(Sign sign) {
        Stream<String> found = sign.metrics().stream()
                .flatMap(pattern -> Pattern.whole(pattern)
                        ? Stream.of(pattern)
                        : names().stream().filter(name -> Pattern.matches(pattern, name)));
        return found.distinct()
                .flatMap(name -> snapshot.reading(name).stream())
                .filter(reading -> reading.fresh() && inPlace(sign, reading.component(), vicinity));
    }

    static boolean inPlace(Sign sign, String component, Vicinity vicinity) {
        return sign.place() == Sign.Place.DEPENDENCY ? vicinity.isDependency(component) : vicinity.holds(component);
    }

    private List<String> names() {
        if (names.isEmpty()) {
            names = snapshot.names().toList();
        }
        return names;
    }

    private Optional<Seen> seen(Sign sign, Reading reading) {
        Metric metric = reading.metric();
        if (metric instanceof Health health) {
            return health.status() == Status.UNKNOWN || sign.measure().looksBack()
                    ? Optional.empty()
                    : Optional.of(Seen.of(sign, badness(health.status()), shown(metric)));
        }
        if (sign.measure().ofHealths()) {
            return Optional.empty();
        }
        return sign.measure().looksBack() ? changed(sign, metric) : level(sign, (Gauge) metric);
    }

    private static Optional<Seen> level(Sign sign, Gauge gauge) {
        double degree = sign.degree(gauge.value());
        return Double.isNaN(degree) ? Optional.empty() : Optional.of(Seen.of(sign, degree, shown(gauge)));
    }

    private Optional<Seen> changed(Sign sign, Metric metric) {
        Past past = pasts.get(metric.name());
        if (past == null || past.count() < KNOWN || Double.isNaN(past.now())) {
            return Optional.empty();
        }
        Unit unit = Unit.of(metric.name());
        double moved = Change.spreads(past.median(), past.spread(), past.now(), Change.Kind.of(unit));
        double strength = switch (sign.measure()) {
            case RISE -> moved;
            case FALL -> -moved;
            default -> Math.abs(moved);
        };
        String shown = String.format(
                Locale.ROOT,
                "%s is %s after %s before, %.1f times its usual spread",
                metric.name(),
                unit.format(past.now()),
                unit.format(past.median()),
                Math.abs(moved));
        return Optional.of(Seen.of(sign, sign.degree(strength), shown));
    }

    private static Optional<Seen> shareDown(Sign sign, List<Reading> readings) {
        List<Status> known = readings.stream()
                .filter(reading -> reading.metric() instanceof Health)
                .map(reading -> ((Health) reading.metric()).status())
                .filter(status -> status != Status.UNKNOWN)
                .toList();
        if (known.size() < MANY) {
            return Optional.empty();
        }
        long down = known.stream().filter(status -> status == Status.DOWN).count();
        String shown = down + " of " + known.size() + " dependencies are DOWN";
        return Optional.of(Seen.of(sign, sign.degree((double) down / known.size()), shown));
    }

    static double badness(Status status) {
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 0.5;
            case DOWN -> 1;
            case UNKNOWN -> Double.NaN;
        };
    }

    static String shown(Metric metric) {
        return metric.name() + " is " + metric.shown();
    }
}
