package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The envelope of a series at seventeen time scales: for each, its last 48 buckets of one second, two, four, up to eighteen
 * hours, so that it looks back 48 seconds in fine and 36 days in coarse. A bucket keeps the most room that was left within
 * it; what rides on top (a collector's sawtooth, a burst of requests) leaves no trace in a bucket that is as long as it.
 *
 * <p>Buckets begin at whole multiples of their width since 1970, so each is made of two of the scale below.
 */
final class Scales {
    static final int COUNT = 17;
    static final int BUCKETS = 48;
    static final int BYTES = Float.BYTES * (COUNT * BUCKETS + COUNT) + Long.BYTES;

    private static final long FINEST = 1_000;
    private static final long ALL = (1L << BUCKETS) - 1;

    private final float[] closed = new float[COUNT * BUCKETS];
    private final float[] open = new float[COUNT];
    /** Which buckets have a value, one bit each, the newest in the lowest: what is in the others is of the past. */
    private final long[] filled = new long[COUNT];

    private long second;

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
        long ended = now - last;
        long before = ended < BUCKETS ? filled[scale] << ended : 0;
        float room = open[scale];
        if (Float.isNaN(room)) {
            filled[scale] = before & ALL;
            return;
        }
        filled[scale] = (before | (ended <= BUCKETS ? 1L << (ended - 1) : 0)) & ALL;
        closed[slot(scale, last)] = room;
        open[scale] = Float.NaN;
        if (scale + 1 < COUNT) {
            open[scale + 1] = most(open[scale + 1], room);
        }
    }

    private static int slot(int scale, long bucket) {
        return scale * BUCKETS + (int) Math.floorMod(bucket, (long) BUCKETS);
    }

    private static float most(float one, float other) {
        return one >= other || Float.isNaN(other) ? one : other;
    }

    /** How many of a scale's buckets that are over have a value. */
    int size(int scale) {
        return Long.bitCount(filled[scale]);
    }

    /** How many buckets ago the oldest of them began; 0 for none. */
    int span(int scale) {
        return Long.SIZE - Long.numberOfLeadingZeros(filled[scale]);
    }

    /**
     * Copies the rooms of a scale's buckets that are over, the oldest first; NaN for one without a value.
     *
     * @param scale 0 to 16
     * @param rooms where to: 48 places
     */
    void copy(int scale, float[] rooms) {
        int oldest = slot(scale, second >> scale);
        int after = (scale + 1) * BUCKETS;
        System.arraycopy(closed, oldest, rooms, 0, after - oldest);
        System.arraycopy(closed, scale * BUCKETS, rooms, after - oldest, BUCKETS - (after - oldest));
        int span = span(scale);
        Arrays.fill(rooms, 0, BUCKETS - span, Float.NaN);
        for (long empty = ~filled[scale] & (1L << span) - 1; empty != 0; empty &= empty - 1) {
            rooms[BUCKETS - 1 - Long.numberOfTrailingZeros(empty)] = Float.NaN;
        }
    }

    /** The least room in the newest buckets of a scale that are over, so many of them at most 48; infinite for none. */
    float lowest(int scale, int newest) {
        float lowest = Float.POSITIVE_INFINITY;
        long now = second >> scale;
        for (long which = filled[scale] & (1L << newest) - 1; which != 0; which &= which - 1) {
            lowest = Math.min(lowest, closed[slot(scale, now - 1 - Long.numberOfTrailingZeros(which))]);
        }
        return lowest;
    }

    /** The second in which it is, since 1970. */
    long second() {
        return second;
    }

    /** When the newest bucket of a scale was over, in milliseconds. */
    double end(int scale) {
        return (second >> scale) * width(scale);
    }

    void forget() {
        Arrays.fill(open, Float.NaN);
        Arrays.fill(filled, 0);
    }

    void write(ByteBuffer to) {
        float[] rooms = new float[BUCKETS];
        for (int scale = 0; scale < COUNT; scale++) {
            copy(scale, rooms);
            int oldest = slot(scale, second >> scale) - scale * BUCKETS;
            for (int i = 0; i < BUCKETS; i++) {
                to.putFloat(rooms[(i - oldest + BUCKETS) % BUCKETS]);
            }
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
        for (int scale = 0; scale < COUNT; scale++) {
            filled[scale] = 0;
            for (int ago = 0; ago < BUCKETS; ago++) {
                float room = closed[slot(scale, (second >> scale) - 1 - ago)];
                filled[scale] |= Float.isNaN(room) ? 0 : 1L << ago;
            }
        }
    }
}
