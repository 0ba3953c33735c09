package io.selfheal.detect;

import java.util.Optional;

/**
 * The part of an envelope that may be a trend: from where it leaves the calm before it up to now.
 *
 * <p>Of all straight lines with a bend, level until some bucket and sloping since, it is the one with the least squares
 * (the hinge, or broken-stick, regression of Hinkley 1969), found in one pass over suffix sums. A ramp that has no calm
 * before it, as that of a young process, bends at its first bucket.
 */
final class Ramp {
    /** Buckets that a trend must span: with fewer, the trend test would want every one in its place. */
    static final int FEWEST = 10;

    /** A straight line with as much scatter about it as this leaves is no line. */
    private static final double STRAIGHT = 0.8;
    /** The bend must explain half of all there was, the calm before it included. */
    private static final double EXPLAINED = 0.5;
    /** Of the buckets since the first, two in three must have a value. */
    private static final double FILLED = 2.0 / 3;

    /** Standard deviations in a median absolute deviation, of a normal distribution. */
    private static final double OF_NORMAL = 1.4826;

    /** When, in buckets before the end of the newest one, so negative; ascending. */
    final double[] times = new double[Scales.BUCKETS];

    final double[] rooms = new double[Scales.BUCKETS];
    final int size;
    /** Index of the first value that is on the ramp. */
    int bend;

    private double lost;
    private double explained;
    private double straight;

    private Ramp(float[] buckets) {
        int count = 0;
        for (int i = 0; i < Scales.BUCKETS; i++) {
            if (!Float.isNaN(buckets[i])) {
                times[count] = i - Scales.BUCKETS + 0.5;
                rooms[count++] = buckets[i];
            }
        }
        size = count;
    }

    /** Whether a scale has values enough. */
    static boolean isIn(Scales scales, int scale) {
        int size = scales.size(scale);
        return size >= FEWEST && size >= FILLED * (scales.span(scale) - 0.5);
    }

    /**
     * The ramp toward the limit, if there is one.
     *
     * @param buckets rooms, the oldest first; NaN for a bucket without a value
     */
    static Optional<Ramp> of(float[] buckets) {
        Ramp ramp = new Ramp(buckets);
        return ramp.bend() && ramp.explained >= EXPLAINED && ramp.straight >= STRAIGHT
                ? Optional.of(ramp)
                : Optional.empty();
    }

    private boolean bend() {
        double mean = mean();
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += (rooms[i] - mean) * (rooms[i] - mean);
        }
        double t = 0;
        double tt = 0;
        double ty = 0;
        double y = 0;
        double yy = 0;
        double share = 1.0 / size;
        double best = 0;
        bend = -1;
        for (int i = size - 1; i >= 0; i--) {
            double time = times[i];
            double room = rooms[i] - mean;
            t += time;
            tt += time * time;
            ty += time * room;
            y += room;
            yy += room * room;
            int n = size - i;
            // sums over the ramp that bends at i, of x = time since the bend, and of its product with the room
            double x = t - n * time;
            double xx = tt - 2 * time * t + n * time * time;
            double xy = ty - time * y;
            double spread = xx - x * x * share;
            if (n >= FEWEST && xy < 0 && xy * xy > best * spread) {
                best = xy * xy / spread;
                bend = i;
                lost = -xy / spread;
                double slant = xy - x * y / n; // the same within the ramp alone
                straight = slant < 0 ? slant * slant / (xx - x * x / n) / (yy - y * y / n) : 0;
            }
        }
        explained = best / total;
        return bend >= 0;
    }

    private double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += rooms[i];
        }
        return sum / size;
    }

    /** Room lost in a bucket's time. */
    double lost() {
        return lost;
    }

    /** How long it has been going on, in buckets. */
    double age() {
        return -times[bend];
    }

    /** Room at its beginning less room at its end. */
    double height() {
        return rooms[bend] - left();
    }

    /** Room at its end. */
    double left() {
        return rooms[size - 1];
    }

    /** The most that was lost from one bucket to the next. */
    double highestStep() {
        double highest = 0;
        for (int i = bend + 1; i < size; i++) {
            highest = Math.max(highest, rooms[i - 1] - rooms[i]);
        }
        return highest;
    }

    /** The room at the end of the newest bucket, by a line of that slope through the values from an index on. */
    double level(double slope, int from) {
        double[] levels = new double[size - from];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = rooms[from + i] + slope * times[from + i];
        }
        return Ranks.median(levels);
    }

    /** The standard deviation about that line, from the median of the deviations. */
    double scatter(double slope, double level) {
        double[] deviations = new double[size - bend];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(rooms[bend + i] + slope * times[bend + i] - level);
        }
        return OF_NORMAL * Ranks.median(deviations);
    }
}
