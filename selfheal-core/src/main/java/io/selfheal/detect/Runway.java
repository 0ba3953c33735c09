package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches one series that has a limit, and forecasts when it is reached: a heap's live set, a disk, descriptors, a pool.
 *
 * <p>{@link Scales} keeps its lower envelope (upper, if it falls toward its limit) at time scales from a second to eighteen
 * hours. On each, {@link Ramp} looks for where the newest rise began; {@link Relapses}, {@link Trend} and {@link Course} tell
 * whether it is a trend, and where it leads. The coarsest scale that sees a trend in twenty buckets is believed (with fewer,
 * one that begins between two buckets is blurred; if none has as many, the finest), unless a finer one sees the end so much
 * sooner that even the late end of its interval is earlier than the early end of the other.
 *
 * <p>It says nothing of a rise that is no larger than what the series has taken back by itself before (sawtooth, waves, log
 * rotation), that came in one step, that is slowing down so that it may never arrive (warm-up), or that would have to go on
 * for more than one to four times as long as it has already. It needs ten buckets for a trend, ten seconds at the finest scale; a
 * leak that was preceded by calm is told of from about a third of its way on, any other from half of it on.
 *
 * <p>Not thread-safe: one thread at a time, usually the loop's. Never blocks. 4 KiB; adding allocates nothing.
 */
public final class Runway {
    private static final byte VERSION = 1;
    private static final int BYTES = 2 + 3 * Double.BYTES + 3 * Long.BYTES + Integer.BYTES + Scales.BYTES;
    /** Added to the side of a series without a value. */
    private static final int UNBEGUN = 4;
    /** More than there are such sides: what is missing to their certainty is added in multiples of it. */
    private static final int SIDES = 8;

    private static final double FARTHEST_HOURS = 87_600;
    private static final double HOUR = 3_600_000;
    /** Times beyond ±140,000 years count as that, and rooms beyond 1e30: sums and differences stay exact enough. */
    private static final long ENDS = 1L << 52;

    private static final double HUGE = 1e30;
    /** A sample that is older than the last by up to this came late; by more, and the clock was set. */
    private static final long LATE = 60_000;

    private final double limit;
    private final Scales scales = new Scales();
    private final Findings findings = new Findings();
    /** 1 if values are below the limit, -1 if above, 0 if not known yet. */
    private int side;
    /** Values on that side less those on the other, until they are ten. */
    private int certainty;

    private boolean begun;
    private long began;
    private long last;
    private double now;
    /** What the clock was set back by. */
    private long ahead;

    private double most;
    /** Values in a row that were at the limit or beyond it. */
    private int atLimit;

    private Runway(double limit) {
        this.limit = limit;
    }

    /**
     * Watches a series of which nothing is known.
     *
     * @param limit where it runs out, finite; values below it approach it from below, values above it (free space, with 0 as
     *     the limit) from above. On which side the series is, the first values decide: those on one side, as soon as they are
     *     ten more than those on the other, for good
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
     * @param epochMillis when it was observed, in milliseconds since 1970; one up to a minute before the last counts as the
     *     same instant, one before that as a clock that was set back, and goes on from there
     * @param value the value; NaN and infinities are passed over
     */
    public void add(long epochMillis, double value) {
        double room = limit - value;
        if (Double.isNaN(room) || Double.isInfinite(value)) {
            return;
        }
        decide((int) Math.signum(room));
        atLimit = side * room <= 0 ? Math.min(Ramp.FEWEST, atLimit + 1) : 0;
        now = Math.min(HUGE, Math.max(-HUGE, side * room));
        tell(Math.max(-ENDS, Math.min(ENDS, epochMillis)));
        if (now > most) {
            most = now;
            findings.forget();
        }
        scales.add(last, (float) now);
    }

    /** A single value, such as the -1 of what is not up yet, must not turn a series round for ever. */
    private void decide(int seen) {
        if (certainty < Ramp.FEWEST && seen != 0) {
            certainty += seen == side ? 1 : -1;
            if (certainty < 0) {
                rebase();
                side = seen;
                certainty = 1;
            }
        }
    }

    /**
     * Says on which side the series is, whatever its values are.
     *
     * @param known 1 if it is below its limit, -1 if above
     * @return whether what was learnt is of that side
     */
    boolean settle(int known) {
        boolean same = side == 0 || side == known;
        side = known;
        certainty = Ramp.FEWEST;
        return same;
    }

    /** How long after the last value a time is, in milliseconds; negative by what the clock was set back since. */
    long gap(long epochMillis) {
        return begun ? epochMillis + ahead - last : 0;
    }

    /** Lets time pass. It never goes back: a clock that was set back goes on from where it was. */
    private void tell(long clock) {
        if (!begun) {
            begun = true;
            began = clock;
            last = clock;
            ahead = 0;
            most = 0;
            scales.begin(clock);
        }
        if (last - clock - ahead > LATE) {
            ahead = last - clock;
        }
        last = Math.max(last, Math.min(ENDS, clock + ahead));
    }

    /**
     * Forecasts from what was added so far.
     *
     * @return when the limit is reached, at once if the last ten values are there or beyond (fewer may be the peaks of what
     *     rides on top); empty if no exhaustion is in sight, or too little is known
     */
    public Optional<Forecast> forecast() {
        if (atLimit >= Ramp.FEWEST) {
            return Optional.of(new Forecast(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, false));
        }
        findings.look(scales, most, began);
        Optional<Forecast> seen = Optional.empty();
        boolean resolved = false;
        for (int scale = Scales.COUNT - 1; scale >= 0; scale--) {
            if (findings.promising(scale)) {
                Prospect prospect = findings.at(scale);
                Optional<Forecast> finer = forecast(prospect, scale);
                if (finer.isPresent()
                        && (!resolved
                                || finer.get().latest().compareTo(seen.get().soonest()) < 0)) {
                    seen = finer;
                    resolved = prospect.isResolved();
                }
            }
        }
        return seen;
    }

    private Optional<Forecast> forecast(Prospect prospect, int scale) {
        double width = Scales.width(scale);
        double since = (last - scales.end(scale)) / width;
        if (now > prospect.ceiling() || !prospect.isWithinReach((last - began) / width, since)) {
            return Optional.empty();
        }
        return Optional.of(new Forecast(
                duration((prospect.soonest() - since) * width),
                duration((prospect.likely() - since) * width),
                duration((prospect.latest() - since) * width),
                side * prospect.slope() / width * HOUR,
                duration((prospect.age() + since) * width),
                prospect.accelerating()));
    }

    private static Duration duration(double millis) {
        return Duration.ofMillis((long) Math.max(0, Math.min(FARTHEST_HOURS * HOUR, millis)));
    }

    /** Forgets the trend and all before it, as after an action or a deployment that changed what the series does. */
    public void rebase() {
        scales.forget();
        findings.forget();
        begun = false;
        atLimit = 0;
    }

    /**
     * All it learnt, to go on from after a restart; under 4 KiB.
     *
     * @return bytes for {@link #of}
     */
    public byte[] state() {
        int doubt = side == 0 ? 0 : Ramp.FEWEST - certainty;
        int place = begun ? side : side + UNBEGUN;
        ByteBuffer to = ByteBuffer.allocate(BYTES).put(VERSION).put((byte) (place + SIDES * doubt));
        to.putDouble(limit)
                .putDouble(now)
                .putDouble(most)
                .putLong(began)
                .putLong(last)
                .putLong(ahead)
                .putInt(atLimit);
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
        int written = from.get();
        int doubt = Math.floorDiv(written + 1, SIDES);
        int place = written - SIDES * doubt;
        Runway runway = toward(from.getDouble());
        runway.begun = place < UNBEGUN - 1;
        runway.side = runway.begun ? place : place - UNBEGUN;
        runway.certainty = runway.side == 0 ? 0 : Ramp.FEWEST - doubt;
        runway.now = from.getDouble();
        runway.most = from.getDouble();
        runway.began = from.getLong();
        runway.last = from.getLong();
        runway.ahead = from.getLong();
        runway.atLimit = from.getInt();
        runway.scales.read(from);
        if (!runway.sound()) {
            throw new IllegalArgumentException("a runway's state is damaged: start the series anew");
        }
        return runway;
    }

    private boolean sound() {
        return Math.abs(side) <= 1
                && certainty >= 0
                && certainty <= Ramp.FEWEST
                && Double.isFinite(now)
                && Double.isFinite(most)
                && Math.abs(began) <= ENDS
                && began <= last
                && last <= ENDS
                && Math.abs(ahead) <= 2 * ENDS
                && atLimit >= 0
                && atLimit <= Ramp.FEWEST;
    }
}
