package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches one series that has a limit, and forecasts when it is reached: a heap's live set, a disk, descriptors, a pool.
 *
 * <p>{@link Scales} keeps its lower envelope (upper, if it falls toward its limit) at time scales from a second to eighteen
 * hours. On each, {@link Ramp} looks for where the newest rise began; {@link Relapses}, {@link Trend} and {@link Course} tell
 * whether it is a trend, and where it leads. The coarsest scale that sees a trend is believed, unless a finer one sees the
 * end so much sooner that even the late end of its interval is earlier than the early end of the other.
 *
 * <p>It says nothing of a rise that is no larger than what the series has taken back by itself before (sawtooth, waves, log
 * rotation), that came in one step, that is slowing down so that it may never arrive (warm-up), or that would have to go on
 * for more than one to three times as long as it has already. It needs ten buckets for a trend, ten seconds at the finest scale; a
 * leak that was preceded by calm is told of from about a third of its way on, any other from half of it on.
 *
 * <p>Not thread-safe: one thread at a time, usually the loop's. Never blocks. Under 4 KiB; adding allocates nothing.
 */
public final class Runway {
    private static final byte VERSION = 1;
    private static final int BYTES = 2 + 3 * Double.BYTES + 2 * Long.BYTES + Scales.BYTES;
    /** Added to the side of a series without a value. */
    private static final int UNBEGUN = 4;

    private static final double FARTHEST_HOURS = 87_600;
    private static final double HOUR = 3_600_000;
    /** Times beyond ±140,000 years count as that, and rooms beyond 1e30: sums and differences stay exact enough. */
    private static final long ENDS = 1L << 52;

    private static final double HUGE = 1e30;

    private final double limit;
    private final Scales scales = new Scales();
    /** 1 if values are below the limit, -1 if above, 0 if not known yet. */
    private int side;

    private boolean begun;
    private long began;
    private long last;
    private double now;
    private double most;

    private Runway(double limit) {
        this.limit = limit;
    }

    /**
     * Watches a series of which nothing is known.
     *
     * @param limit where it runs out, finite; values below it approach it from below, values above it (free space, with 0 as
     *     the limit) from above. The first value that is not the limit itself decides on which side the series is
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
        double room = limit - value;
        if (Double.isNaN(room) || Double.isInfinite(value)) {
            return;
        }
        if (side == 0) {
            side = (int) Math.signum(room);
        }
        now = Math.min(HUGE, Math.max(-HUGE, side * room));
        long time = Math.max(-ENDS, Math.min(ENDS, epochMillis));
        if (!begun) {
            begun = true;
            began = time;
            last = time;
            most = 0;
            scales.begin(time);
        }
        last = Math.max(last, time);
        if (now > most) {
            most = now;
            scales.lookAgain();
        }
        scales.add(last, (float) now);
    }

    /**
     * Forecasts from what was added so far.
     *
     * @return when the limit is reached, at once if the last value is there or beyond; empty if no exhaustion is in sight, or
     *     too little is known
     */
    public Optional<Forecast> forecast() {
        if (begun && now <= 0) {
            return Optional.of(new Forecast(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, false));
        }
        Ramp ramp = new Ramp();
        Optional<Forecast> seen = Optional.empty();
        for (int scale = Scales.COUNT - 1; scale >= 0; scale--) {
            Optional<Forecast> finer = at(scale, ramp);
            if (seen.isEmpty() || finer.isPresent() && finer.get().latest().compareTo(seen.get().soonest()) < 0) {
                seen = finer;
            }
        }
        return seen;
    }

    private Optional<Forecast> at(int scale, Ramp ramp) {
        if (scales.barren(scale)) {
            return Optional.empty();
        }
        if (!ramp.find(scales, scale, most)) {
            scales.setBarren(scale);
            return Optional.empty();
        }
        double width = Scales.width(scale);
        double taken = Relapses.greatest(scales, scale, most, ramp.buckets);
        return Prospect.of(ramp, (last - began) / width, taken, now, scales.since(scale, last))
                .map(prospect -> new Forecast(
                        duration(prospect.soonest() * width),
                        duration(prospect.likely() * width),
                        duration(prospect.latest() * width),
                        side * prospect.slope() / width * HOUR,
                        duration(prospect.age() * width),
                        prospect.accelerating()));
    }

    private static Duration duration(double millis) {
        return Duration.ofMillis((long) Math.min(FARTHEST_HOURS * HOUR, millis));
    }

    /** Forgets the trend and all before it, as after an action or a deployment that changed what the series does. */
    public void rebase() {
        scales.forget();
        begun = false;
    }

    /**
     * All it learnt, to go on from after a restart; under 4 KiB.
     *
     * @return bytes for {@link #of}
     */
    public byte[] state() {
        ByteBuffer to = ByteBuffer.allocate(BYTES).put(VERSION).put((byte) (begun ? side : side + UNBEGUN));
        to.putDouble(limit).putDouble(now).putDouble(most).putLong(began).putLong(last);
        scales.write(to);
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
                    + ", this has " + state.length + " bytes"
                    + (state.length == 0 ? "" : " and begins with " + state[0])
                    + ": start the series anew");
        }
        ByteBuffer from = ByteBuffer.wrap(state, 1, BYTES - 1);
        int side = from.get();
        Runway runway = toward(from.getDouble());
        runway.begun = side <= 1;
        runway.side = runway.begun ? side : side - UNBEGUN;
        runway.now = from.getDouble();
        runway.most = from.getDouble();
        runway.began = from.getLong();
        runway.last = from.getLong();
        runway.scales.read(from);
        return runway;
    }
}
