package io.selfheal.detect;

import java.util.Optional;

/**
 * What one scale of a series says of its future, in buckets of that scale from the end of the newest on.
 *
 * @param soonest until the room is used up, the near end of the 90 % interval
 * @param likely the best guess
 * @param latest the far end, maybe infinite
 * @param slope room lost in a bucket's time at present
 * @param age for how long it has been going on
 * @param ceiling the room up to which a newer value does not break it
 * @param accelerating whether it is getting faster
 */
record Prospect(
        double soonest, double likely, double latest, double slope, double age, double ceiling, boolean accelerating) {
    /** Mann and Kendall's Z: two in ten thousand, as many scales are looked at. */
    private static final double CERTAIN = 3.5;
    /** A single step that is half of all the rise is a step. */
    private static final double STEP = 0.5;
    /**
     * Times its own age that a trend may be drawn out: once, and up to three times more for the calm before it. What grows
     * from its first value on may as well be warming up.
     */
    private static final double AS_LONG_AGAIN = 1;

    private static final double AFTER_CALM = 3;
    /** What is curved may come three times as soon as the straight line through it says. */
    private static final double CURVED = 3;

    /**
     * Judges a ramp.
     *
     * @param history how long the series was known by the end of the newest bucket, in buckets
     * @param taken the most that the series ever took back by itself
     */
    static Optional<Prospect> of(Ramp ramp, double history, double taken) {
        if (ramp.left() > CURVED * reach(ramp.age(), history) * ramp.lost()
                || !Relapses.exceeded(ramp.height(), taken)
                || ramp.highestStep() > STEP * ramp.height()) {
            return Optional.empty();
        }
        Trend whole = Trend.of(ramp);
        return whole.certainty() >= CERTAIN && whole.slope() > 0
                ? new Course(ramp, whole).prospect()
                : Optional.empty();
    }

    /** How far ahead a trend of some age may be drawn out. */
    private static double reach(double age, double history) {
        double calm = Math.max(0, history - age - 1);
        return age * (AS_LONG_AGAIN + AFTER_CALM * Math.min(1, calm / age));
    }

    /** Whether each half of the ramp has as many buckets as a trend needs: with fewer, its bend is where they force it to be. */
    boolean isResolved() {
        return age >= 2 * Ramp.FEWEST;
    }

    /**
     * Whether it may be believed.
     *
     * @param history how long the series is known, in buckets
     * @param since for how long the newest bucket has been over
     */
    boolean isWithinReach(double history, double since) {
        return likely - since <= reach(age, history);
    }
}
