package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The envelope of a series at seventeen time scales: for each, its last 48 buckets of one second, two, four, up to eighteen
 * hours, so that it looks back 48 seconds in fine and 36 days in coarse. A bucket keeps the most room that was left within
 * it; what rides on top (a collector's sawtooth, a burst of requests) leaves no trace in a bucket that is as long as it.
 *
 * <p>Buckets begin at whole multiples of their width since 1970, so each is made of two of the scale below. One without a
 * value is NaN.
 */
final class Scales {
    static final int COUNT = 17;
    static final int BUCKETS = 48;
    static final int BYTES = Float.BYTES * (COUNT * BUCKETS + COUNT) + Long.BYTES;

    private static final long FINEST = 1_000;

    private final float[] closed = new float[COUNT * BUCKETS];
    private final float[] open = new float[COUNT];
    private long second;
    /** Scales at which nothing is to be found until their next bucket ends, one bit each. */
    private int barren;

    Scales() {
        forget();
    }

    static double width(int scale) {
        return (double) (FINEST << scale);
    }

    /** Begins at a time, in milliseconds. */
    void begin(long millis) {
        second = Math.floorDiv(millis, FINEST);
    }

    /** Takes what room is left at a time that is not before the last one. */
    void add(long millis, float room) {
        long now = Math.floorDiv(millis, FINEST);
        for (int scale = 0; scale < COUNT && now >> scale != second >> scale; scale++) {
            close(scale, second >> scale, now >> scale);
        }
        second = now;
        open[0] = most(open[0], room);
    }

    private void close(int scale, long last, long now) {
        closed[slot(scale, last)] = open[scale];
        clear(scale, last + 1, now);
        if (scale + 1 < COUNT) {
            open[scale + 1] = most(open[scale + 1], open[scale]);
        }
        open[scale] = Float.NaN;
        barren &= ~(1 << scale);
    }

    /** Empties the buckets from one on and before another. */
    private void clear(int scale, long from, long to) {
        if (from >= to) {
            return;
        }
        int first = scale * BUCKETS;
        int after = first + BUCKETS;
        if (to - from >= BUCKETS) {
            Arrays.fill(closed, first, after, Float.NaN);
            return;
        }
        int start = slot(scale, from);
        int end = start + (int) (to - from);
        Arrays.fill(closed, start, Math.min(end, after), Float.NaN);
        if (end > after) {
            Arrays.fill(closed, first, first + end - after, Float.NaN);
        }
    }

    private static int slot(int scale, long bucket) {
        return scale * BUCKETS + (int) Math.floorMod(bucket, (long) BUCKETS);
    }

    private static float most(float one, float other) {
        return one >= other || Float.isNaN(other) ? one : other;
    }

    /**
     * Copies the rooms of a scale's buckets that are over, the oldest first.
     *
     * @param scale 0 to 16
     * @param rooms where to: 48 places
     */
    void copy(int scale, float[] rooms) {
        int oldest = slot(scale, second >> scale);
        int after = (scale + 1) * BUCKETS;
        System.arraycopy(closed, oldest, rooms, 0, after - oldest);
        System.arraycopy(closed, scale * BUCKETS, rooms, after - oldest, BUCKETS - (after - oldest));
    }

    /** Whether nothing was found at a scale, and no bucket has ended since. */
    boolean barren(int scale) {
        return (barren & 1 << scale) != 0;
    }

    void setBarren(int scale) {
        barren |= 1 << scale;
    }

    /** Takes nothing for barren any longer. */
    void lookAgain() {
        barren = 0;
    }

    /** How long the newest bucket has been over, in buckets: 0 to 1. */
    double since(int scale, long millis) {
        return (millis - (second >> scale) * width(scale)) / width(scale);
    }

    void forget() {
        Arrays.fill(closed, Float.NaN);
        Arrays.fill(open, Float.NaN);
        barren = 0;
    }

    void write(ByteBuffer to) {
        for (float room : closed) {
            to.putFloat(room);
        }
        for (float room : open) {
            to.putFloat(room);
        }
        to.putLong(second);
    }

    void read(ByteBuffer from) {
        for (int i = 0; i < closed.length; i++) {
            closed[i] = from.getFloat();
        }
        for (int i = 0; i < open.length; i++) {
            open[i] = from.getFloat();
        }
        second = from.getLong();
    }
}
