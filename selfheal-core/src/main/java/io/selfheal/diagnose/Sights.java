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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
        for (int place = 0; place < knowledge.signs().size(); place++) {
            Sign sign = knowledge.signs().get(place);
            subject.of(sign, place, sights.look(sign, place)).ifPresent(sight -> {
                seen.add(sight);
                groups.merge(sight.sign().group(), 1, Integer::sum);
            });
        }
        seen.replaceAll(sight -> sight.sign().group().isEmpty()
                ? sight
                : sight.among(groups.getOrDefault(sight.sign().group(), 1)));
        return seen;
    }

    private Optional<Seen> look(Sign sign, int place) {
        return sign.measure() == Sign.Measure.SHARE_DOWN ? shareDown(sign, place) : clearest(sign, place);
    }

    private Optional<Seen> clearest(Sign sign, int place) {
        Optional<Seen> clearest = Optional.empty();
        for (String pattern : sign.metrics()) {
            if (Pattern.whole(pattern)) {
                clearest = clearer(clearest, look(sign, place, pattern));
                continue;
            }
            for (String name : names()) {
                if (Pattern.matches(pattern, name)) {
                    clearest = clearer(clearest, look(sign, place, name));
                }
            }
        }
        return clearest;
    }

    private static Optional<Seen> clearer(Optional<Seen> one, Optional<Seen> other) {
        return one.isEmpty()
                        || (other.isPresent()
                                && other.get().degree() > one.get().degree())
                ? other
                : one;
    }

    /** A metric as a sign of what it shows. The many that are no health are passed over before anything is made of them. */
    private Optional<Seen> look(Sign sign, int place, String name) {
        if (sign.measure().ofHealths() && snapshot.health(name) == Status.UNKNOWN) {
            return Optional.empty();
        }
        Optional<Reading> reading = snapshot.reading(name);
        return reading.isPresent()
                        && reading.get().fresh()
                        && inPlace(sign, reading.get().component(), vicinity)
                ? seen(sign, place, reading.get().metric())
                : Optional.empty();
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

    private Optional<Seen> seen(Sign sign, int place, Metric metric) {
        if (metric instanceof Health health) {
            return health.status() == Status.UNKNOWN || sign.measure().looksBack()
                    ? Optional.empty()
                    : Optional.of(Seen.of(sign, place, badness(health.status()), () -> shown(metric)));
        }
        if (sign.measure().ofHealths()) {
            return Optional.empty();
        }
        return sign.measure().looksBack() ? changed(sign, place, metric) : level(sign, place, (Gauge) metric);
    }

    private static Optional<Seen> level(Sign sign, int place, Gauge gauge) {
        double degree = sign.degree(gauge.value());
        return Double.isNaN(degree) ? Optional.empty() : Optional.of(Seen.of(sign, place, degree, () -> shown(gauge)));
    }

    private Optional<Seen> changed(Sign sign, int place, Metric metric) {
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
        return Optional.of(Seen.of(sign, place, sign.degree(strength), () -> words(metric.name(), unit, past, moved)));
    }

    private static String words(String metric, Unit unit, Past past, double moved) {
        return String.format(
                Locale.ROOT,
                "%s is %s after %s before, %.1f times its usual spread",
                metric,
                unit.format(past.now()),
                unit.format(past.median()),
                Math.abs(moved));
    }

    private Optional<Seen> shareDown(Sign sign, int place) {
        int known = 0;
        int down = 0;
        for (String name : names()) {
            Status status = sign.shows(name) ? snapshot.health(name) : Status.UNKNOWN;
            if (status != Status.UNKNOWN && inPlace(sign, component(name), vicinity)) {
                known++;
                down += status == Status.DOWN ? 1 : 0;
            }
        }
        if (known < MANY) {
            return Optional.empty();
        }
        String shown = down + " of " + known + " dependencies are DOWN";
        return Optional.of(Seen.of(sign, place, sign.degree((double) down / known), () -> shown));
    }

    private String component(String metric) {
        return snapshot.reading(metric).map(Reading::component).orElse("");
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
