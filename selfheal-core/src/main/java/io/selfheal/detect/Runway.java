package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches one series that has a limit, and forecasts when it is reached.
 *
 * <p>Not thread-safe: one thread at a time, usually the loop's. Never blocks.
 */
public final class Runway {
    private static final byte VERSION = 0;
    private static final int BUCKETS = 64;
    private static final int FEWEST = 12;
    private static final double SIGNIFICANT = 3;
    private static final double Z_90 = 1.645;
    private static final double FARTHEST_HOURS = 87_600;
    private static final double HOUR = 3_600_000;
    private static final long ENDS = 1L << 52;
    private static final int BYTES = 1 + 1 + 8 + 8 + 8 + 8 + 8 + 4 + 8 * BUCKETS;

    private final double limit;
    private final double[] lows = new double[BUCKETS];
    private int side;
    private long began = Long.MIN_VALUE;
    private long last;
    private long width = 1_000;
    private double now = Double.NaN;
    private int open;

    private Runway(double limit) {
        this.limit = limit;
        Arrays.fill(lows, Double.NaN);
    }

    /**
     * Watches a series of which nothing is known.
     *
     * @param limit where it runs out, finite; values below it approach it from below, values above it (free space, with 0 as
     *     the limit) from above
     * @return a watch with nothing learnt
     * @throws IllegalArgumentException if the limit is NaN or infinite
     */
    public static Runway toward(double limit) {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("a limit of " + limit + " is never reached: give a finite one");
        }
        return new Runway(limit);
    }

    /**
     * Takes the next value.
     *
     * @param epochMillis when it was observed, in milliseconds since 1970; one before the last counts as the same instant
     * @param value the value; NaN and infinities are passed over
     */
    public void add(long epochMillis, double value) {
        double left = (limit - value) * (side == 0 ? 1 : side);
        if (!Double.isFinite(left)) {
            return;
        }
        if (side == 0) {
            side = left < 0 ? -1 : 1;
            left = Math.abs(left);
        }
        long time = Math.max(-ENDS, Math.min(ENDS, epochMillis));
        if (began == Long.MIN_VALUE) {
            began = time;
            last = time;
        }
        last = Math.max(last, time);
        now = left;
        while ((last - began) / width >= BUCKETS) {
            halve();
        }
        open = (int) ((last - began) / width);
        lows[open] = Double.isNaN(lows[open]) ? left : Math.max(lows[open], left);
    }

    private void halve() {
        for (int i = 0; i < BUCKETS / 2; i++) {
            double one = lows[2 * i];
            double two = lows[2 * i + 1];
            lows[i] = Double.isNaN(one) ? two : Double.isNaN(two) ? one : Math.max(one, two);
        }
        Arrays.fill(lows, BUCKETS / 2, BUCKETS, Double.NaN);
        width *= 2;
    }

    /**
     * Forecasts from what was added so far.
     *
     * @return when the limit is reached; empty if that is not in sight, or too little is known
     */
    public Optional<Forecast> forecast() {
        int[] at = new int[BUCKETS];
        int n = 0;
        for (int i = 0; i < open; i++) {
            if (!Double.isNaN(lows[i])) {
                at[n++] = i;
            }
        }
        if (n < FEWEST) {
            return Optional.empty();
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int s = 0;
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double difference = lows[at[j]] - lows[at[i]];
                slopes[pairs++] = difference / (at[i] - at[j]);
                s += (int) Math.signum(difference);
            }
        }
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        if (s < SIGNIFICANT * deviation) {
            return Optional.empty();
        }
        Arrays.sort(slopes);
        int spread = (int) (Z_90 * deviation / 2);
        double slope = slopes[pairs / 2];
        double steep = slopes[Math.min(pairs - 1, pairs / 2 + spread)];
        double flat = slopes[Math.max(0, pairs / 2 - spread)];
        double left = Math.max(0, lows[at[n - 1]]);
        if (slope <= 0 || left > slope * 2 * open) {
            return Optional.empty();
        }
        return Optional.of(new Forecast(
                hours(left, steep),
                hours(left, slope),
                hours(left, Math.max(0, flat)),
                side * slope / width * HOUR,
                Duration.ofMillis(open * width),
                false));
    }

    private Duration hours(double left, double slope) {
        double hours = left == 0 ? 0 : Math.min(FARTHEST_HOURS, left / slope * width / HOUR);
        return Duration.ofMillis((long) (hours * HOUR));
    }

    /** Forgets the trend, as after an action or a deployment that changed what the series does. */
    public void rebase() {
        Arrays.fill(lows, Double.NaN);
        began = Long.MIN_VALUE;
        width = 1_000;
        open = 0;
        now = Double.NaN;
    }

    /**
     * All it learnt, to go on from after a restart; under 4 KiB.
     *
     * @return bytes for {@link #of}
     */
    public byte[] state() {
        ByteBuffer to = ByteBuffer.allocate(BYTES).put(VERSION).put((byte) side);
        to.putDouble(limit)
                .putLong(began)
                .putLong(last)
                .putLong(width)
                .putDouble(now)
                .putInt(open);
        for (double low : lows) {
            to.putDouble(low);
        }
        return to.array();
    }

    /**
     * Takes up a series where it was left.
     *
     * @param state what {@link #state()} gave
     * @return a watch that forecasts as the one it was taken from would
     * @throws IllegalArgumentException if these bytes are no such state, or one of another version
     */
    public static Runway of(byte[] state) {
        if (state.length != BYTES || state[0] != VERSION) {
            throw new IllegalArgumentException("a runway's state has " + BYTES + " bytes and begins with " + VERSION
                    + ", this has " + state.length + " bytes: start the series anew");
        }
        ByteBuffer from = ByteBuffer.wrap(state, 1, BYTES - 1);
        int side = from.get();
        Runway runway = toward(from.getDouble());
        runway.side = side;
        runway.began = from.getLong();
        runway.last = from.getLong();
        runway.width = Math.max(1, from.getLong());
        runway.now = from.getDouble();
        runway.open = Math.max(0, Math.min(BUCKETS - 1, from.getInt()));
        for (int i = 0; i < BUCKETS; i++) {
            runway.lows[i] = from.getDouble();
        }
        return runway;
    }
}
