package io.selfheal.detect;

/**
 * The part of an envelope that may be a trend: from where it leaves the calm before it up to now.
 *
 * <p>Of all straight lines with a bend, level until some bucket and sloping since, it is the one with the least squares
 * (the hinge, or broken-stick, regression of Hinkley 1969), found in one pass over suffix sums. A ramp that has no calm
 * before it, as that of a young process, bends at its first bucket.
 */
final class Ramp {
    /** Buckets that a trend must span: the fewest of which the trend test can be sure beyond one in a thousand. */
    static final int FEWEST = 10;

    /** A straight line with as much scatter about it as this leaves is no line. */
    private static final double STRAIGHT = 0.85;
    /** The bend must explain half of all there was, the calm before it included. */
    private static final double EXPLAINED = 0.5;
    /** Of the buckets since the first, two in three must have a value. */
    private static final double FILLED = 2.0 / 3;

    /** When, in buckets before the end of the newest one, so negative; ascending. */
    final double[] times = new double[Scales.BUCKETS];

    final double[] rooms = new double[Scales.BUCKETS];
    int size;
    /** Index of the first value that is on the ramp. */
    int bend;

    private double lost;
    private double explained;
    private double straight;

    /** Looks at one scale; whether there is a ramp toward the limit. */
    boolean find(Scales scales, int scale) {
        read(scales, scale);
        return size >= FEWEST && size >= -FILLED * times[0] && bend() && explained >= EXPLAINED && straight >= STRAIGHT;
    }

    private void read(Scales scales, int scale) {
        size = 0;
        for (int age = Scales.BUCKETS; age > 0; age--) {
            float room = scales.room(scale, age);
            if (!Float.isNaN(room)) {
                times[size] = 0.5 - age;
                rooms[size++] = room;
            }
        }
    }

    private boolean bend() {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += rooms[i] / size;
        }
        double variation = 0;
        double t = 0;
        double tt = 0;
        double ty = 0;
        double y = 0;
        double yy = 0;
        explained = 0;
        bend = -1;
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += (rooms[i] - mean) * (rooms[i] - mean);
        }
        for (int i = size - 1; i >= 0; i--) {
            double room = rooms[i] - mean;
            t += times[i];
            tt += times[i] * times[i];
            ty += times[i] * room;
            y += room;
            yy += room * room;
            int n = size - i;
            if (n < FEWEST) {
                continue;
            }
            double x = t - n * times[i];
            double xx = tt - 2 * times[i] * t + n * times[i] * times[i];
            double xy = ty - times[i] * y;
            double spread = xx - x * x / size;
            double gain = xy < 0 ? xy * xy / spread : 0;
            if (gain > explained * total) {
                explained = gain / total;
                bend = i;
                lost = -xy / spread;
                variation = yy - y * y / n;
                double slant = xy - x * y / n;
                straight = slant < 0 && variation > 0 ? slant * slant / (xx - x * x / n) / variation : 0;
            }
        }
        return bend >= 0;
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
}
