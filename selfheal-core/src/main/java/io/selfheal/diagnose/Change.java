package io.selfheal.diagnose;

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
 */
public record Change(String component, String metric, double usual, double now, double strength) {
    private static final int LEAST = 4;
    /** A tenth of the level: metrics of services vary by that much from one quiet period to another. */
    private static final double SHARE = 0.1;

    private static final double POINT = 1;
    private static final double TINY = 1e-6;

    /**
     * Compares the values before with those since: |median since − median before| / max(IQR before, floor), the floor being a
     * point of a percentage and a tenth of anything else. A robust z-score, with the interquartile range for the deviation.
     *
     * @param component the component
     * @param metric the metric's name
     * @param unit its unit: {@code s} for a time, of which more is worse; {@code count} for what follows the load, whose changes
     *     are no sickness; anything else may be worse in both directions; empty if it is not known
     * @param before the values before, NaN where there is none; with less than four nothing can be said
     * @param since the values since, NaN where there is none
     * @return the change; of strength 0 if it is for the better, or nothing can be said
     */
    public static Change of(String component, String metric, String unit, double[] before, double[] since) {
        double[] then = finite(before);
        double[] after = finite(since);
        double usual = quantile(then, 0.5);
        double now = quantile(after, 0.5);
        if (then.length < LEAST || after.length == 0 || unit.equals("count")) {
            return new Change(component, metric, usual, now, 0);
        }
        double floor = unit.equals("%") ? POINT : Math.max(SHARE * Math.abs(usual), TINY);
        double spread = Math.max(quantile(then, 0.75) - quantile(then, 0.25), floor);
        double moved = (now - usual) / spread;
        return new Change(component, metric, usual, now, unit.equals("s") ? Math.max(0, moved) : Math.abs(moved));
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
