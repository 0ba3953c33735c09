package io.selfheal.detect;

import java.util.Arrays;

/**
 * How fast, and how surely, room is lost over some buckets.
 *
 * <p>Whether there is a trend is told by the test of Mann (1945) and Kendall (1975): <i>S</i>, the pairs that fall less the
 * pairs that rise, in standard deviations, √(<i>n</i>(<i>n</i>−1)(2<i>n</i>+5)/18). How steep it is, by the median of the slopes
 * of all pairs (Theil 1950, Sen 1968); its 90 % interval is between the slopes that lie 1.645 standard deviations of
 * <i>S</i> apart in their order (Sen 1968). None of it cares for a third of wild values.
 *
 * @param certainty Mann and Kendall's <i>Z</i>
 * @param slope room lost in a bucket's time; negative for room gained
 * @param least lower end of the slope's interval
 * @param most upper end of it
 */
record Trend(double certainty, double slope, double least, double most) {
    private static final double NINETY_PERCENT = 1.645;

    /** The trend from one index of a ramp, inclusive, to another, exclusive, at least two apart. */
    static Trend of(Ramp ramp, int from, int to) {
        int n = to - from;
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        int score = 0;
        for (int i = from; i < to; i++) {
            for (int j = from; j < i; j++) {
                double lost = ramp.rooms[j] - ramp.rooms[i];
                score += lost > 0 ? 1 : lost < 0 ? -1 : 0;
                slopes[pairs++] = lost / (ramp.times[i] - ramp.times[j]);
            }
        }
        Arrays.sort(slopes);
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        int aside = (int) Math.ceil(NINETY_PERCENT * deviation / 2);
        return new Trend(
                (score - Math.signum(score)) / deviation,
                (slopes[(pairs - 1) / 2] + slopes[pairs / 2]) / 2,
                slopes[Math.max(0, (pairs - 1) / 2 - aside)],
                slopes[Math.min(pairs - 1, pairs / 2 + aside)]);
    }

    /** Half the width of the slope's interval. */
    double margin() {
        return (most - least) / 2;
    }
}
