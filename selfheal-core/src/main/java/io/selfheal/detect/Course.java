package io.selfheal.detect;

import java.util.Optional;

/**
 * Where a ramp leads: straight on, or along the parabola that its two halves suggest if they differ by more than chance
 * explains. One that slows down may never arrive, as a cache that warms up does not.
 *
 * <p>The interval holds the slopes of the whole, and of either half with its own uncertainty: what varied within the ramp may
 * vary after it.
 */
final class Course {
    /** Of the difference of two halves, in standard deviations: sure for getting faster, a hint for getting slower. */
    private static final double FASTER = 3;

    private static final double SLOWER = 1;
    /** Half as many buckets make a slope less certain by 2^1.5, and the difference of two slopes by √2 more: 4 in all. */
    private static final double HALVES = 4;

    private static final double NINETY_PERCENT = 1.645;

    private final Ramp ramp;
    private final Trend whole;
    private final Trend former;
    private final Trend latter;
    private final double bending;
    private final double half;

    Course(Ramp ramp, Trend whole) {
        this.ramp = ramp;
        this.whole = whole;
        int middle = (ramp.bend + ramp.size) / 2;
        this.former = Trend.of(ramp, ramp.bend, middle);
        this.latter = Trend.of(ramp, middle, ramp.size);
        this.half = ramp.age() / 2;
        this.bending = (latter.slope() - former.slope()) / half;
    }

    /** What is to be expected, from {@code since} buckets after the end of the newest bucket on. */
    Optional<Prospect> prospect(double since) {
        double chance = HALVES * whole.margin() / NINETY_PERCENT;
        double difference = latter.slope() - former.slope();
        double slope = latter.slope() + bending * half / 2;
        if (difference > FASTER * chance) {
            double left = Prospect.level(ramp, latter.slope(), (ramp.bend + ramp.size) / 2);
            // between the parabola and the straight line of its latter half, in their ratio
            double likely = Math.sqrt(arrival(left, slope) * left / latter.slope());
            return Optional.of(within(likely, left, slope, since, true));
        }
        if (difference < -SLOWER * chance) {
            double likely = slope > 0 ? arrival(ramp.left(), slope) : Double.NaN;
            return Double.isNaN(likely)
                    ? Optional.empty()
                    : Optional.of(within(likely, ramp.left(), slope, since, false));
        }
        double left = Prospect.level(ramp, whole.slope(), ramp.bend);
        return Optional.of(within(left / whole.slope(), left, whole.slope(), since, false));
    }

    /** When the parabola reaches the limit; NaN if it turns before. */
    private double arrival(double left, double slope) {
        return 2 * left / (slope + Math.sqrt(slope * slope + 2 * bending * left));
    }

    private Prospect within(double likely, double left, double slope, double since, boolean accelerating) {
        double fastest = Math.max(Math.max(whole.most(), former.slope()), Math.max(latter.slope(), slope));
        double slowest = Math.min(whole.least(), Math.min(former.slope(), latter.slope()));
        double soonest = Math.min(likely, Math.max(0, left) / fastest);
        double latest = slowest > 0 ? Math.max(likely, Math.max(0, left) / slowest) : Double.POSITIVE_INFINITY;
        return new Prospect(
                Math.max(0, soonest - since),
                Math.max(0, likely - since),
                Math.max(0, latest - since),
                slope,
                ramp.age() + since,
                accelerating);
    }
}
