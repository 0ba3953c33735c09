package io.selfheal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop's thread: starts the samples a little ahead of each turn, then turns. A plain thread that parks and catches: a
 * {@code ScheduledThreadPoolExecutor} does not survive an OutOfMemoryError while it waits. Nothing is allocated between
 * two turns, and a turn that comes late is not made up for.
 */
final class Pacemaker {
    /** How long before a turn its samples are started: enough for any cheap probe, and little against a period. */
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(50);

    private final HealingLoop loop;
    private final Ticker ticker;
    private final long period;
    private final long lead;
    private final Thread thread;
    private volatile boolean stopped;

    Pacemaker(HealingLoop loop, Ticker ticker, long period) {
        this.loop = loop;
        this.ticker = ticker;
        this.period = period;
        this.lead = Math.min(LEAD, period / 4);
        this.thread = new Thread(this::pace, "selfheal-loop");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread, and waits for it a little unless called on it; true if nothing of the loop runs any more. */
    boolean stop(long millis) {
        stopped = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return true;
        }
        try {
            thread.join(millis);
            if (thread.isAlive()) { // in a detector or engine of the host's that does not return
                thread.interrupt();
                thread.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void pace() {
        long next = ticker.nanos() + lead;
        while (!stopped) {
            try {
                loop.sample();
                parkUntil(next);
                if (!stopped) {
                    loop.turn();
                }
            } catch (Throwable thrown) { // whatever it was, the next turn comes
                loop.turnFailed(thrown);
            }
            long now = ticker.nanos();
            next = next + period - lead - now > 0 ? next + period : now + period;
            parkUntil(next - lead);
        }
    }

    private void parkUntil(long nanos) {
        long left = nanos - ticker.nanos();
        while (left > 0 && !stopped) {
            LockSupport.parkNanos(this, left);
            Thread.interrupted();
            left = nanos - ticker.nanos();
        }
    }
}
