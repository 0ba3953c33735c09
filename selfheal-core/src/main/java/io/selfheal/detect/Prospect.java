package io.selfheal.detect;

import java.util.Optional;

/**
 * What one scale of a series says of its future, in buckets of that scale.
 *
 * @param soonest until the room is used up, the near end of the 90 % interval
 * @param likely the best guess
 * @param latest the far end, maybe infinite
 * @param slope room lost in a bucket's time at present
 * @param age for how long it has been going on
 * @param accelerating whether it is getting faster
 */
record Prospect(double soonest, double likely, double latest, double slope, double age, boolean accelerating) {
    /** Mann and Kendall's Z: two in ten thousand, as many scales are looked at. */
    private static final double CERTAIN = 3.5;
    /** A single step that is half of all the rise is a step. */
    private static final double STEP = 0.5;
    /** A rise must exceed what was taken back before by a quarter, as no two ramps are alike. */
    private static final double BEYOND = 1.25;
    /**
     * Times its own age that a trend may be drawn out: once, and up to three times more for the calm before it. What grows
     * from its first value on may as well be warming up.
     */
    private static final double AS_LONG_AGAIN = 1;

    private static final double AFTER_CALM = 3;
    /** What is curved may come three times as soon as the straight line through it says. */
    private static final double CURVED = 3;
    /** Standard deviations. */
    private static final double OUTLYING = 3;

    /**
     * Judges a ramp.
     *
     * @param ramp the ramp
     * @param history how long the series is known, in buckets
     * @param taken the most that the series ever took back by itself
     * @param now the newest room
     * @param since for how long the newest bucket has been over
     */
    static Optional<Prospect> of(Ramp ramp, double history, double taken, double now, double since) {
        double calm = Math.max(0, history - ramp.age() - 1);
        double reach = ramp.age() * (AS_LONG_AGAIN + AFTER_CALM * Math.min(1, calm / ramp.age()));
        boolean far = ramp.left() > CURVED * reach * ramp.lost();
        if (far || !beyond(ramp.height(), taken) || ramp.highestStep() > STEP * ramp.height()) {
            return Optional.empty();
        }
        Trend whole = Trend.of(ramp, ramp.bend, ramp.size);
        if (whole.certainty() < CERTAIN || whole.slope() <= 0) {
            return Optional.empty();
        }
        return new Course(ramp, whole)
                .prospect(since)
                .filter(seen -> seen.likely <= reach && unbroken(ramp, whole.slope(), now));
    }

    /** Whether a rise is more than a series takes back by itself. */
    static boolean beyond(double height, double taken) {
        return height >= BEYOND * taken;
    }

    /** Whether the newest value is no lower than scatter about the line explains. */
    private static boolean unbroken(Ramp ramp, double slope, double now) {
        double level = ramp.level(slope, ramp.bend);
        return now <= Math.max(ramp.left(), level + slope + OUTLYING * ramp.scatter(slope, level));
    }
}
