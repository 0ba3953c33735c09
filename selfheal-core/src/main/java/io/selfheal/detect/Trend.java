package io.selfheal.detect;

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

    /** The trend of all of a ramp. */
    static Trend of(Ramp ramp) {
        int n = ramp.size - ramp.bend;
        double[] slopes = slopes(ramp, ramp.bend, ramp.size);
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        int score = falling(slopes);
        int lower = (slopes.length - 1) / 2;
        int upper = slopes.length / 2;
        int aside = (int) Math.ceil(NINETY_PERCENT * deviation / 2);
        double median = Ranks.median(slopes);
        return new Trend(
                (score - Math.signum(score)) / deviation,
                median,
                Ranks.select(slopes, 0, lower + 1, Math.max(0, lower - aside)),
                Ranks.select(slopes, upper, slopes.length, Math.min(slopes.length - 1, upper + aside)));
    }

    /** How many more pairs fall than rise. */
    private static int falling(double[] slopes) {
        int score = 0;
        for (double lost : slopes) {
            score += Ranks.negative(-lost) - Ranks.negative(lost);
        }
        return score;
    }

    /** The slope from one index of a ramp, inclusive, to another, exclusive, at least two apart. */
    static double slope(Ramp ramp, int from, int to) {
        return Ranks.median(slopes(ramp, from, to));
    }

    private static double[] slopes(Ramp ramp, int from, int to) {
        int n = to - from;
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int apart = 1; apart < n; apart++) {
            for (int i = from; i < to - apart; i++) {
                slopes[pairs + i - from] =
                        (ramp.rooms[i] - ramp.rooms[i + apart]) / (ramp.times[i + apart] - ramp.times[i]);
            }
            pairs += n - apart;
        }
        return slopes;
    }

    /** Half the width of the slope's interval. */
    double margin() {
        return (most - least) / 2;
    }
}
