package io.selfheal.detect;

import java.util.Optional;

/**
 * Where a ramp leads: straight on, or along the parabola that its two halves suggest if they differ by more than chance
 * explains. One that slows down may never arrive, as a cache that warms up does not.
 *
 * <p>Of how much the halves differ, chance is a part: of an observed difference <i>d</i> with the standard deviation
 * <i>s</i>, 1 − <i>s</i>²/<i>d</i>² is taken for real where it alarms, as <i>d</i>² exceeds the true difference's square by
 * <i>s</i>² in the mean (the shrinkage of James and Stein 1961).
 *
 * <p>The interval holds what the ends of Sen's interval and the slopes of both halves say. As Sen takes points for
 * independent, which those of an envelope are not, it holds also a time that is 1 + 1.5 <i>t</i>/<i>a</i> times shorter or
 * longer, with <i>t</i> the time to go and <i>a</i> the ramp's age. On made-up leaks of all kinds eight to nine in ten
 * intervals hold the truth.
 */
final class Course {
    /**
     * Standard deviations by which the halves differ: getting faster takes more than getting slower, as it alarms; one in
     * twenty straight ramps looks as if.
     */
    private static final double FASTER = 1.645;

    private static final double SLOWER = 1;
    /** Half as many buckets make a slope less certain by 2^1.5, and the difference of two slopes by √2 more: 4 in all. */
    private static final double HALVES = 4;

    /** What differs by less than a tenth of the slope is straight, however sure it is. */
    private static final double SLIGHT = 0.1;

    private static final double NINETY_PERCENT = 1.645;
    /** What has to go on for as long again as it has already may need two and a half times as long, or as short. */
    private static final double DOUBT = 1.5;
    /** Standard deviations. */
    private static final double OUTLYING = 3;

    private final Ramp ramp;
    private final Trend whole;
    private final double former;
    private final double latter;
    private final double bending;

    Course(Ramp ramp, Trend whole) {
        this.ramp = ramp;
        this.whole = whole;
        int middle = (ramp.bend + ramp.size) / 2;
        this.former = Trend.slope(ramp, ramp.bend, middle);
        this.latter = Trend.slope(ramp, middle, ramp.size);
        this.bending = (latter - former) / (ramp.age() / 2);
    }

    /**
     * What is to be expected.
     *
     * @return empty if it never arrives
     */
    Optional<Prospect> prospect() {
        double chance = HALVES * whole.margin() / NINETY_PERCENT;
        double difference = latter - former;
        boolean bent = Math.abs(difference) > SLIGHT * whole.slope();
        if (bent && difference > FASTER * chance) {
            double left = Math.max(0, ramp.level(latter, (ramp.bend + ramp.size) / 2));
            double share = 1 - chance * chance / (difference * difference);
            return within(arrival(left, share), left, present(share), true);
        }
        if (bent && difference < -SLOWER * chance) {
            return present(1) > 0 ? within(arrival(ramp.left(), 1), ramp.left(), present(1), false) : Optional.empty();
        }
        double left = Math.max(0, ramp.level(whole.slope(), ramp.bend));
        return within(left / whole.slope(), left, whole.slope(), false);
    }

    /** The slope that the parabola has come to. */
    private double present(double share) {
        return whole.slope() + share * (latter - whole.slope() + bending * ramp.age() / 4);
    }

    /** When the parabola reaches the limit; NaN if it turns before. */
    private double arrival(double left, double share) {
        return 2 * left / (present(share) + Math.sqrt(present(share) * present(share) + 2 * share * bending * left));
    }

    private Optional<Prospect> within(double likely, double left, double slope, boolean accelerating) {
        if (!(likely >= 0)) {
            return Optional.empty();
        }
        double fastest = Math.max(Math.max(whole.most(), former), Math.max(latter, slope));
        double slowest = Math.min(whole.least(), Math.min(former, latter));
        double doubt = 1 + DOUBT * likely / ramp.age();
        double soonest = Math.min(likely / doubt, Math.max(0, left) / fastest);
        double latest = slowest > 0 ? Math.max(likely * doubt, left / slowest) : Double.POSITIVE_INFINITY;
        return Optional.of(
                new Prospect(soonest, likely, Math.max(likely, latest), slope, ramp.age(), ceiling(), accelerating));
    }

    /** The room up to which the newest value is explained by scatter about the line. */
    private double ceiling() {
        double level = ramp.level(whole.slope(), ramp.bend);
        return Math.max(ramp.left(), level + whole.slope() + OUTLYING * ramp.scatter(whole.slope(), level));
    }
}
