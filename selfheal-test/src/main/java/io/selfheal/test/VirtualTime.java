package io.selfheal.test;

import io.selfheal.SelfHealing;
import io.selfheal.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Time that passes only when told to, and an executor whose work can take as long as it likes of it. A test drives a
 * healer through hours in milliseconds, and the same steps give the same events each time.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * SelfHealing healing = time.drive(SelfHealing.builder()).probe(probe).rule(rule).action(action).build();
 * time.turn(healing, Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>One thread drives: it calls {@link #pass}, {@link #turn} and so on. The clocks may be read from any thread.
 */
public final class VirtualTime implements InstantSource, Ticker, AutoCloseable {
    /** Longer than any test. */
    public static final Duration FOREVER = Duration.ofDays(36_500);

    private final Relay relay = new Relay();
    private final Duration period;
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private volatile long nanos = 1_000;

    /** Begins at the start of 2026, with a turn a second. */
    public VirtualTime() {
        this(Duration.ofSeconds(1));
    }

    /**
     * Begins at the start of 2026.
     *
     * @param period the period of the loops it drives, at least 10 milliseconds
     */
    public VirtualTime(Duration period) {
        this.period = period;
    }

    /**
     * Has a healer live in this time: sets the builder's clocks, its executor and its period.
     *
     * @param builder the builder
     * @return the builder
     */
    public SelfHealing.Builder drive(SelfHealing.Builder builder) {
        return builder.time(this, this).executor(executor()).every(period);
    }

    /**
     * Lets time pass and turns the loop, period by period.
     *
     * @param healing a healer that was built and not started
     * @param duration how long; a rest that is shorter than a period is left out
     */
    public void turn(SelfHealing healing, Duration duration) {
        for (long left = duration.toNanos() / period.toNanos(); left > 0; left--) {
            pass(period);
            healing.loop().runOnce();
        }
    }

    /**
     * Moves both clocks on. Work that {@linkplain #spend spends} time goes on at its very moment, and work that was
     * interrupted goes on first.
     *
     * @param duration how long, zero or more
     */
    public void pass(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "time cannot pass backwards by " + duration + ": use jump(…) to set the wall clock back");
        }
        long end = nanos + duration.toNanos();
        for (Optional<Leg> next = relay.next(nanos, end); next.isPresent(); next = relay.next(nanos, end)) {
            moveTo(next.get().dueFrom(nanos));
            relay.resume(next.get());
        }
        moveTo(end);
    }

    /**
     * Sets the wall clock only, as an administrator or a time server may.
     *
     * @param duration how far forward, or back if negative
     */
    public void jump(Duration duration) {
        now = now.plus(duration);
    }

    /**
     * An executor that runs each piece of work on a thread of its own while the caller waits, so that only one thing happens
     * at a time. The caller goes on when the work is done, or when it begins to {@linkplain #spend spend} time.
     */
    public Executor executor() {
        return relay;
    }

    /**
     * Spends time: called by work on the {@link #executor()}, such as a probe or an action, to take so long. The rest of the
     * test goes on meanwhile, and the work goes on when {@link #pass} reaches its time.
     *
     * @param duration how long; {@link #FOREVER} to hang
     * @throws InterruptedException if the engine interrupted it; at the next {@link #pass}
     * @throws IllegalStateException if called on another thread
     */
    public void spend(Duration duration) throws InterruptedException {
        Leg.current().stall(nanos + duration.toNanos(), true);
    }

    /**
     * Spends time as {@link #spend} does, deaf to interrupts.
     *
     * @param duration how long; {@link #FOREVER} to hang
     * @throws IllegalStateException if called on another thread than the {@link #executor()}'s
     */
    public void spendDeaf(Duration duration) {
        try {
            Leg.current().stall(nanos + duration.toNanos(), false);
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Holds back all new work of the {@link #executor()}, as when no thread is free. */
    public void hold() {
        relay.hold();
    }

    /** Does what was held back, in its order, and holds nothing back any more. */
    public void release() {
        relay.release();
    }

    /**
     * The process dies: work that was held back is forgotten, and work that spends time never goes on (its thread is
     * unwound). What was built on this time is to be thrown away, not closed; the clocks stay as they are.
     */
    public void crash() {
        relay.crash();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Ends the executor's threads; they are daemons, so that a test which forgets to is not kept alive. */
    @Override
    public void close() {
        relay.close();
    }

    private void moveTo(long target) {
        long step = target - nanos;
        now = now.plusNanos(step);
        nanos = target;
    }
}
