package io.selfheal.detect;

import io.selfheal.detect.Reason.View;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.DoubleFunction;

/**
 * How surprising the newest value of one series is, online and in bounded memory (under 2 KiB), with no configuration.
 *
 * <p>A point is seen from four sides: the value against what is usual at this hour, a fast against a slow average, how
 * much the series moves from point to point, and the last step. Each has a {@link Density} that tells how seldom such a
 * thing was seen, as the improbability 1/<i>p</i>. The rarity of the point in nats is
 *
 * <pre>  ½ Σ ln(1/p) + ln(step / 1 min)</pre>
 *
 * <p>which is the logarithm of its return time in minutes: the half because four views of one series tell about as much
 * as two independent ones (level and change); the step because what happens once in a thousand points happens twelve
 * times as often at a step of five minutes as at one of an hour. {@link Peaks} then leaves out what was told already.
 * Adding surprisals is Fisher's way of combining tests; scoring by the density of histograms instead of by distance is
 * that of HBOS (Goldstein and Dengel 2012), here online.
 *
 * <p>A series that only ever rises is taken for a counter and judged by its increase a second; its resets are no news. One
 * that fell ten times before it was taken for one is a gauge until all is forgotten, however long it rises.
 *
 * <p>Not thread-safe: one thread at a time, usually the loop's. Never blocks, allocates nothing per point.
 */
public final class Surprise {
    private static final byte VERSION = 1;
    private static final int BYTES = 1
            + 4 * Density.BYTES
            + Peaks.BYTES
            + Hours.BYTES
            + Counter.BYTES
            + 7 * Double.BYTES
            + 2 * Long.BYTES
            + Integer.BYTES;

    /** Averages over about 3, 20 and 5 points: an event, its surroundings, and the least that shows a volatility. */
    private static final double FAST = 0.3;

    private static final double SLOW = 0.05;
    private static final double MOVING = 0.2;
    /** Points until anything can be called rare. */
    private static final int WARM_UP = 20;
    /** Steps without a point after which the last step says nothing. */
    private static final double GAP = 10;

    /** A point that is older than the last by up to this came late; by more, and the clock was set. */
    private static final long LATE = 60_000;

    /** Movement of less than a thousandth of the level is as good as none. */
    private static final double STILL = 1e-3;

    private static final double TINY = 1e-30;
    private static final double HUGE = 1e30;
    /** The step is an average over 50 points, of which a gap counts as four steps at most. */
    private static final double PACE = 0.02;

    private static final double LONGEST_STEP = 4;
    private static final double LEAST_STEP = 1e-3;

    private final Density byHour = new Density();
    private final Density byTrend = new Density();
    private final Density byMovement = new Density();
    private final Density byStep = new Density();
    private final Hours hours = new Hours();
    private final Peaks peaks = new Peaks();
    private final Counter counter = new Counter();

    private int points;
    private long began;
    private long last;
    private double step;
    private double pace = 1;
    private double value;
    private double fast;
    private double slow;
    private double movement;
    private double rarity;

    private double valueMarked;
    private double fastMarked;
    private double slowMarked;
    private double movementMarked;

    private View leading = View.STEP;
    private boolean extreme;
    private double seen;
    private double usual;

    /** A series of which nothing is known. */
    public Surprise() {}

    /**
     * Takes up a series where it was left.
     *
     * @param state what {@link #state()} gave
     * @return a series that scores as the one it was taken from would
     * @throws IllegalArgumentException if these bytes are no such state, or one of another version
     */
    public static Surprise of(byte[] state) {
        if (state.length != BYTES || state[0] != VERSION) {
            throw new IllegalArgumentException("a series' state has " + BYTES + " bytes and begins with " + VERSION
                    + ", this has " + state.length + " bytes"
                    + (state.length == 0 ? "" : " and begins with " + state[0])
                    + ": start the series anew");
        }
        Surprise surprise = new Surprise();
        surprise.read(ByteBuffer.wrap(state, 1, BYTES - 1));
        return surprise;
    }

    /**
     * Scores the next value, and learns it afterwards.
     *
     * @param millis when it was observed, on the wall clock, in milliseconds since 1970; one up to a minute before the last
     *     counts as the same instant, one before that as a clock that was set back, and goes on from there
     * @param observed the value; one that is NaN or infinite is passed over and scores 0, one beyond ±1e30 counts as that
     * @return how surprising it is in nats, from 0 (usual, or told already) to 100; finite. Alarm from
     *     {@link FalseAlarms#limit()} on. 0 for the first 20 values
     */
    public double score(long millis, double observed) {
        return score(millis, millis, observed);
    }

    /**
     * The same with another clock for the hour of the day.
     *
     * @param millis when it was observed, by a clock that is not set while the process runs
     * @param wall when that was on the wall clock, which alone knows the hour
     */
    double score(long millis, long wall, double observed) {
        if (!Double.isFinite(observed)) {
            return 0;
        }
        follow(millis);
        double bounded = Math.max(-HUGE, Math.min(HUGE, observed));
        if (counter.changes(bounded)) {
            forgetValues();
        }
        double x = counter.read(bounded, elapsed(millis));
        if (Double.isNaN(x)) {
            last = Math.max(last, millis);
            return 0;
        }
        if (points == 0) {
            begin(millis, x);
        }
        return judge(millis, Hours.at(wall), x, elapsed(millis));
    }

    /** To wait until a clock is where it was before it was set back could take years. */
    private void follow(long millis) {
        if (last - millis > LATE) {
            began -= last - millis;
            last = millis;
        }
    }

    private double elapsed(long millis) {
        return Math.max(0, (millis - last) / 1e3);
    }

    private void begin(long millis, double x) {
        began = millis;
        last = millis;
        value = x;
        fast = x;
        slow = x;
    }

    private double judge(long millis, int hour, double x, double elapsed) {
        double improbability = look(x, hour, elapsed);
        learn(millis, hour, x, elapsed);
        rarity = 0.5 * Math.log(improbability * pace);
        double told = peaks.temper(rarity, elapsed);
        return points < WARM_UP ? 0 : told;
    }

    /** Looks from all four sides; each learns what it looked at. */
    private double look(double x, int hour, double elapsed) {
        double young = 1.0 / (points + 1);
        fast += Math.max(FAST, young) * (x - fast);
        double rarest = byTrend.improbability(fast - slow);
        double product = rarest;
        lead(View.TREND, fast, slow);
        if (hours.known(hour, step)) {
            double usualNow = hours.usual(hour);
            double odds = byHour.improbability(x - usualNow);
            product *= odds;
            if (odds > rarest) {
                rarest = odds;
                lead(View.HOUR, x, usualNow);
                extreme = hours.beyond(hour, x);
            }
        }
        slow += Math.max(SLOW, young) * (x - slow);
        movement += Math.max(MOVING, young) * (Math.abs(x - value) - movement);
        double odds = byMovement.improbability(Math.log(movement + STILL * Math.abs(slow) + TINY));
        product *= odds;
        if (odds > rarest) {
            rarest = odds;
            lead(View.MOVEMENT, movement, Math.exp(byMovement.centre()));
        }
        if (elapsed <= GAP * step || points < 2) {
            odds = byStep.improbability(x - value);
            product *= odds;
            if (odds > rarest) {
                lead(View.STEP, x - value, byStep.centre());
            }
        }
        return product;
    }

    private void lead(View view, double now, double normally) {
        leading = view;
        extreme = false;
        seen = now;
        usual = normally;
    }

    private void learn(long millis, int hour, double x, double elapsed) {
        hours.learn(hour, x, step);
        if (elapsed > 0) {
            double weight = Math.max(PACE, 1.0 / (points + 1));
            step = step == 0 ? elapsed : step + weight * (Math.min(elapsed, LONGEST_STEP * step) - step);
            double minutes = Math.max(step, LEAST_STEP) / 60;
            pace = minutes * minutes;
        }
        last = Math.max(last, millis);
        value = x;
        points = Math.min(points + 1, Integer.MAX_VALUE - 1);
    }

    /** Whether enough was seen to call anything rare. */
    boolean known() {
        return points >= WARM_UP;
    }

    /**
     * How rare the last value was, told already or not: what an alarm is cleared by.
     *
     * @return nats, finite; negative for what is seen every minute
     */
    public double rarity() {
        return points < WARM_UP ? 0 : rarity;
    }

    /**
     * Why the last value is unusual, in words that follow the number: {@code lower than anything seen at this hour in
     * 6 days}.
     *
     * @param number how a number of the series' unit is written, such as {@link io.selfheal.Unit#format}
     * @return words, without a full stop; of the view that found it rarest, even if it is not rare
     */
    public String reason(DoubleFunction<String> number) {
        Duration known = Duration.ofMillis(Math.max(0, last - began));
        String words = new Reason(leading, extreme, seen, usual, known).words(number);
        return counter.counting() ? "it counts " + number.apply(value) + " a second: " + words : words;
    }

    /** Forgets all it learnt, as after a deployment that makes another series of it. */
    public void forget() {
        counter.forget();
        forgetValues();
    }

    private void forgetValues() {
        byHour.forget();
        byTrend.forget();
        byMovement.forget();
        byStep.forget();
        hours.forget();
        peaks.forget();
        points = 0;
        step = 0;
        pace = 1;
        movement = 0;
        rarity = 0;
        begin(0, 0);
    }

    /**
     * All it learnt, to go on from after a restart; under 2 KiB.
     *
     * @return bytes for {@link #of}; not those of the last value's {@linkplain #reason reason}
     */
    public byte[] state() {
        ByteBuffer to = ByteBuffer.allocate(BYTES).put(VERSION);
        byHour.write(to);
        byTrend.write(to);
        byMovement.write(to);
        byStep.write(to);
        hours.write(to);
        peaks.write(to);
        counter.write(to);
        to.putInt(points).putLong(began).putLong(last);
        to.putDouble(step).putDouble(pace).putDouble(value).putDouble(fast).putDouble(slow);
        to.putDouble(movement).putDouble(rarity);
        return to.array();
    }

    /** Remembers where the series is by now, for {@link #stateMarked()}. */
    void mark() {
        valueMarked = value;
        fastMarked = fast;
        slowMarked = slow;
        movementMarked = movement;
    }

    /** The {@link #state()} as if no value had come since the mark, but for the little that is learnt of a few. */
    byte[] stateMarked() {
        Surprise marked = of(state());
        marked.value = valueMarked;
        marked.fast = fastMarked;
        marked.slow = slowMarked;
        marked.movement = movementMarked;
        return marked.state();
    }

    /** What the last value was judged as: itself, or how fast it counts. */
    double value() {
        return value;
    }

    /** How rare the next such value is, with the clocks of {@link #score(long, long, double)}. */
    double rarity(long millis, long wall, double x) {
        judge(millis, Hours.at(wall), x, elapsed(millis));
        return rarity();
    }

    private void read(ByteBuffer from) {
        byHour.read(from);
        byTrend.read(from);
        byMovement.read(from);
        byStep.read(from);
        hours.read(from);
        peaks.read(from);
        counter.read(from);
        points = from.getInt();
        began = from.getLong();
        last = from.getLong();
        step = from.getDouble();
        pace = from.getDouble();
        value = from.getDouble();
        fast = from.getDouble();
        slow = from.getDouble();
        movement = from.getDouble();
        rarity = from.getDouble();
        mark();
    }
}
