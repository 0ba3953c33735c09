package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is usual at each hour of the day, and the lowest and highest that was seen at it. Hours are UTC. */
final class Hours {
    static final int BYTES = 24 * (3 * Float.BYTES + Short.BYTES);

    /** A day's weight at its hour: what is usual follows a change within about a week. */
    private static final double PER_DAY = 1.0 / 7;

    private static final int MOST = Short.MAX_VALUE;
    private static final double NEARLY_ALL = 0.99;
    private static final double HOUR_SECONDS = 3_600;

    private static final int LOW = 24;
    private static final int HIGH = 48;

    /** The means, the lows and the highs: one array, as a header weighs as much as four of them. */
    private final float[] levels = new float[72];

    private final short[] seen = new short[24];

    static int at(long millis) {
        return Math.floorMod(Math.floorDiv(millis, 3_600_000L), 24);
    }

    /** Whether the hour was seen once in full, so that today can be held against another day. */
    boolean known(int hour, double step) {
        return seen[hour] > 0 && seen[hour] >= Math.min(MOST, NEARLY_ALL * HOUR_SECONDS / Math.max(1, step));
    }

    double usual(int hour) {
        return levels[hour];
    }

    /** Whether a value is lower, or higher, than every one that was seen at the hour. */
    boolean beyond(int hour, double value) {
        return (float) value < levels[LOW + hour] || (float) value > levels[HIGH + hour];
    }

    void learn(int hour, double value, double step) {
        float x = (float) value;
        if (seen[hour] == 0 || x < levels[LOW + hour]) {
            levels[LOW + hour] = x;
        }
        if (seen[hour] == 0 || x > levels[HIGH + hour]) {
            levels[HIGH + hour] = x;
        }
        seen[hour] = (short) Math.min(MOST, seen[hour] + 1);
        double rate = Math.max(1.0 / seen[hour], Math.min(1, PER_DAY * step / HOUR_SECONDS));
        levels[hour] += (float) (rate * (value - levels[hour]));
    }

    void forget() {
        Arrays.fill(seen, (short) 0);
        Arrays.fill(levels, 0);
    }

    void write(ByteBuffer to) {
        for (float level : levels) {
            to.putFloat(level);
        }
        for (short count : seen) {
            to.putShort(count);
        }
    }

    void read(ByteBuffer from) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] = from.getFloat();
        }
        for (int hour = 0; hour < seen.length; hour++) {
            seen[hour] = from.getShort();
        }
    }
}
