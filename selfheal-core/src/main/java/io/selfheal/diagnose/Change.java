package io.selfheal.diagnose;

import io.selfheal.Unit;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a metric of a component did when an incident was noticed.
 *
 * @param component the component
 * @param metric the metric's name
 * @param usual its median before; NaN if there was no value
 * @param now its median since; NaN if there is no value
 * @param strength how far it moved for the worse, in units of its usual spread; 0 or more
 * @param kind what the metric counts
 */
public record Change(String component, String metric, double usual, double now, double strength, Kind kind) {
    private static final int LEAST = 4;

    /** What a metric counts, which says what of it is for the worse, and what is the least that means anything. */
    public enum Kind {
        /** A time, of which more is worse. */
        TIME,
        /** A share in percent, of which a point means something. */
        PERCENT,
        /** A share of the whole, of which a hundredth means something. */
        RATIO,
        /** A number of things, which mostly follows the load: it is no sickness as long as anything else shows one. */
        COUNT,
        /** Anything else: it may be worse in both directions. */
        OTHER;

        /** A tenth of the level: metrics of services vary by that much from one quiet period to another. */
        private static final double SHARE = 0.1;

        private static final double TINY = 1e-6;

        /**
         * The kind of a unit's metrics.
         *
         * @param unit such as {@code s}, {@code ms}, {@code %}, {@code ratio} or {@code count}; empty if it is not known
         * @return the kind; {@link #OTHER} for a unit that is not known
         */
        public static Kind of(String unit) {
            return switch (unit.strip().toLowerCase(Locale.ROOT)) {
                case "s", "sec", "second", "seconds", "ms", "millis", "milliseconds", "us", "µs", "ns", "min" -> TIME;
                case "%", "percent", "pct" -> PERCENT;
                case "ratio" -> RATIO;
                case "count", "counts", "requests" -> COUNT;
                default -> OTHER;
            };
        }

        static Kind of(Unit unit) {
            return switch (unit) {
                case SECONDS -> TIME;
                case RATIO -> RATIO;
                case COUNT, RATE -> COUNT;
                case BYTES -> OTHER;
            };
        }

        private double floor(double usual) {
            return switch (this) {
                case PERCENT -> 1;
                case RATIO -> 0.01;
                case TIME, COUNT, OTHER -> Math.max(SHARE * Math.abs(usual), TINY);
            };
        }
    }

    /**
     * Compares the values before with those since: |median since − median before| / max(IQR before, floor), the floor being a
     * point of a percentage and a tenth of anything else. A robust z-score, with the interquartile range for the deviation.
     *
     * @param component the component
     * @param metric the metric's name
     * @param kind what it counts
     * @param before the values before, NaN where there is none; with less than four nothing can be said
     * @param since the values since, NaN where there is none
     * @return the change; of strength 0 if it is for the better, or nothing can be said
     */
    public static Change of(String component, String metric, Kind kind, double[] before, double[] since) {
        double[] then = finite(before);
        double usual = quantile(then, 0.5);
        double spread = quantile(then, 0.75) - quantile(then, 0.25);
        double now = quantile(finite(since), 0.5);
        return of(component, metric, kind, then.length, usual, spread, now);
    }

    /** The same, of what was summed up before. */
    static Change of(String component, String metric, Kind kind, int count, double usual, double spread, double now) {
        double moved = count < LEAST ? 0 : spreads(usual, spread, now, kind);
        double strength = Double.isNaN(moved) ? 0 : kind == Kind.TIME ? Math.max(0, moved) : Math.abs(moved);
        return new Change(component, metric, usual, now, strength, kind);
    }

    /** How many of its usual spreads a metric is above what is usual; negative below, NaN if that cannot be said. */
    static double spreads(double usual, double spread, double now, Kind kind) {
        return (now - usual) / Math.max(spread, kind.floor(usual));
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%s of %s went from %.4g to %.4g, %.1f times its usual spread",
                metric,
                component,
                usual,
                now,
                strength);
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
    }
}
