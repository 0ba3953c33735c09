package io.selfheal.diagnose;

import java.util.List;

/**
 * Something that can be seen when a cause is at work: a metric that is far from where it should be, or from where it was.
 *
 * @param id its name, such as {@code memory-high}
 * @param words what it means, for a reason: {@code Memory usage is critically high}
 * @param metrics the metrics that show it, each a whole name, or one with a {@code *} in it that stands for anything; of those
 *     that are there the clearest counts
 * @param from the value at which it begins; the sign is fully there at {@code to}, and partly between
 * @param to the value at which it is fully there; below {@code from} if low values are the bad ones
 * @param leak the chance to see it without any of the known causes, above 0 and below 1
 * @param group signs of one group say about the same, so that together they count as one; empty for none
 * @param measure what of the metric is compared with {@code from} and {@code to}
 * @param place whose metrics can show it
 * @param after how long, in seconds, a cause has to have been at work before the sign shows at all; 0 for at once. Of trouble that
 *     is younger its absence says nothing
 */
public record Sign(
        String id,
        String words,
        List<String> metrics,
        double from,
        double to,
        double leak,
        String group,
        Measure measure,
        Place place,
        double after) {
    /** What of a metric is compared. */
    public enum Measure {
        /** A gauge's value; of a health, how bad it is: 0 for UP, 0.5 for DEGRADED, 1 for DOWN. */
        LEVEL,
        /** A level that says how long something has lasted; what it shows is no older than that. */
        AGE,
        /** How far a gauge is above what is usual for it, in units of its usual spread. */
        RISE,
        /** How far it is below. */
        FALL,
        /** How far it is from it, either way. */
        SHIFT,
        /** How bad a health is, as in {@link #LEVEL}; gauges do not count. */
        HEALTH,
        /** The share of healths that are DOWN, of three or more. */
        SHARE_DOWN;

        /** Whether it takes a gauge's past. */
        boolean looksBack() {
            return this == RISE || this == FALL || this == SHIFT;
        }

        /** Whether a single reading shows it. */
        boolean ofOneSnapshot() {
            return this == LEVEL || this == AGE || this == HEALTH;
        }

        boolean ofHealths() {
            return this == HEALTH || this == SHARE_DOWN;
        }
    }

    /** Whose metrics can show a sign. */
    public enum Place {
        /** The component's in trouble, and of what it depends on or what depends on it. */
        AROUND,
        /** Those of another component than the host service, on which it depends. */
        DEPENDENCY
    }

    /** Copies the list; throws {@link IllegalArgumentException} if a number makes no sense. */
    public Sign {
        metrics = List.copyOf(metrics);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a sign has a blank id: name it, like memory-high");
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("sign \"" + id + "\" names no metric that shows it: give one");
        }
        metrics.stream().filter(name -> !Pattern.fits(name)).forEach(name -> {
            throw new IllegalArgumentException("sign \"" + id + "\" is shown by \"" + name
                    + "\": give a metric's name, with one * at most in place of a part of it");
        });
        if (!Double.isFinite(from) || !Double.isFinite(to) || from == to) {
            throw new IllegalArgumentException("sign \"" + id + "\" goes from " + from + " to " + to
                    + ": give the value at which it begins, and another one at which it is fully there");
        }
        if (!(after >= 0 && after < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sign \"" + id + "\" shows after " + after + " seconds: give 0 or more");
        }
        Chance.check(leak, "the leak of sign \"" + id + "\"");
    }

    /**
     * A sign that the value of a metric shows.
     *
     * @param id its name
     * @param words what it means
     * @param metrics the metrics that show it
     * @param from the value at which it begins
     * @param to the value at which it is fully there
     * @param leak the chance to see it without any of the known causes
     * @param group the group of signs that say about the same; empty for none
     */
    public Sign(String id, String words, List<String> metrics, double from, double to, double leak, String group) {
        this(id, words, metrics, from, to, leak, group, Measure.LEVEL, Place.AROUND, 0);
    }

    /** What a probe would have to report, in words. */
    String probe() {
        return measure.ofHealths() ? "the health of what it depends on" : metrics.get(0);
    }

    boolean shows(String metric) {
        for (String pattern : metrics) {
            if (Pattern.matches(pattern, metric)) {
                return true;
            }
        }
        return false;
    }

    /** 1 if it is too much of its metric that shows it, -1 if too little, 0 if either. */
    int direction() {
        return switch (measure) {
            case RISE, HEALTH, SHARE_DOWN -> 1;
            case FALL -> -1;
            case SHIFT -> 0;
            case LEVEL, AGE -> to > from ? 1 : -1;
        };
    }

    /** From 0, not at all, to 1, fully; NaN for what is no number, or infinite. */
    double degree(double value) {
        double share = (value - from) / (to - from);
        return Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : Double.NaN;
    }

    /** How far beyond fully there, in units of the way from nothing to fully; 0 or more. */
    double beyond(double value) {
        double share = (value - to) / (to - from);
        return Double.isFinite(share) ? Math.max(0, share) : 0;
    }
}
