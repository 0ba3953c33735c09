package io.selfheal.benchmarks;

import io.selfheal.benchmarks.Forecaster.Hours;
import io.selfheal.benchmarks.Trace.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How well one forecaster did: every ten minutes it is asked, and alarms while it says 24 hours or less for the third time
 * in a row.
 */
final class Foresight {
    private static final double EVERY_MINUTES = 10;
    private static final double SOON_HOURS = 24;
    private static final int IN_A_ROW = 3;

    private final Map<Kind, Integer> falseAlarms = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Double>> errors = new EnumMap<>(Kind.class);
    private final List<Double> leads = new ArrayList<>();
    private int healthy;
    private int covered;
    private int detected;

    /** Runs a forecaster over all series. */
    static Foresight of(Supplier<Forecaster> fresh, List<Trace> traces) {
        Foresight foresight = new Foresight();
        for (Trace trace : traces) {
            foresight.watch(fresh.get(), trace);
        }
        return foresight;
    }

    /** How many values there are from one look to the next. */
    static int every(Trace trace) {
        return (int) Math.max(1, Math.round(EVERY_MINUTES / trace.minutes()));
    }

    private void watch(Forecaster forecaster, Trace trace) {
        boolean leaks = trace.kind().runsOut();
        int every = every(trace);
        int row = 0;
        boolean halfway = false;
        double lead = 0;
        for (int i = 0; i < trace.length(); i++) {
            forecaster.add(trace.millis(i), trace.values()[i]);
            if ((i + 1) % every != 0) {
                continue;
            }
            Hours said = forecaster.hours();
            row = said.mid() <= SOON_HOURS ? row + 1 : 0;
            if (row == IN_A_ROW && !leaks) {
                falseAlarms.merge(trace.kind(), 1, Integer::sum);
            }
            if (row >= IN_A_ROW && leaks && lead == 0 && i >= trace.onset()) {
                lead = trace.hoursLeft(i) / trace.hoursLeft(trace.onset());
            }
            if (leaks && !halfway && i >= trace.halfway()) {
                halfway = true;
                compare(trace.kind(), said, trace.hoursLeft(i));
            }
        }
        healthy += leaks ? 0 : 1;
        if (leaks) {
            detected += lead > 0 ? 1 : 0;
            leads.add(lead);
        }
    }

    private void compare(Kind kind, Hours said, double left) {
        if (!said.none()) {
            errors.computeIfAbsent(kind, any -> new ArrayList<>()).add(Math.abs(said.mid() - left) / left);
            covered += said.low() <= left && left <= said.high() ? 1 : 0;
        }
    }

    int detected() {
        return detected;
    }

    /** A quantile of the leads of all leaks, as shares of their duration; one that was never told of counts as 0. */
    double lead(double quantile) {
        return quantile(leads, quantile);
    }

    /** The median of the relative errors halfway, where there was a forecast; NaN if there was none. */
    double error(Kind kind) {
        return quantile(errors.getOrDefault(kind, List.of()), 0.5);
    }

    /** How many leaks of a kind had a forecast halfway. */
    int foreseen(Kind kind) {
        return errors.getOrDefault(kind, List.of()).size();
    }

    double falseAlarms() {
        return falseAlarms.values().stream().mapToInt(Integer::intValue).sum() / (double) healthy;
    }

    int falseAlarms(Kind kind) {
        return falseAlarms.getOrDefault(kind, 0);
    }

    /** The share of the forecasts halfway whose interval held the truth. */
    double covered() {
        int all = errors.values().stream().mapToInt(List::size).sum();
        return all == 0 ? Double.NaN : covered / (double) all;
    }

    private static double quantile(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (quantile * (sorted.size() - 1)));
    }

    /** The cells of a row, and which kinds of series the false alarms came from. */
    String row() {
        StringBuilder from = new StringBuilder();
        for (Kind kind : Kind.values()) {
            if (!kind.runsOut()) {
                from.append(kind.name().toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(falseAlarms(kind))
                        .append(' ');
            }
        }
        return String.format(
                Locale.ROOT,
                "%8d   %.2f / %.2f   %.2f (%2d of 40)   %.2f (%2d of 40)   %5.2f   %s",
                detected,
                lead(0.5),
                lead(0.1),
                error(Kind.LINEAR),
                foreseen(Kind.LINEAR),
                error(Kind.ACCELERATING),
                foreseen(Kind.ACCELERATING),
                falseAlarms(),
                from.toString().strip());
    }
}
