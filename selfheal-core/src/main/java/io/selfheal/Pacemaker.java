package io.selfheal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop's threads. One starts the samples that are due, takes those itself that wait for nothing, and turns, a little
 * later if others are at a sample, too. The second one stands by: it looks seldom, since waking costs an idle host, whether
 * the first is held up in a sample, and then turns in its place; they have changed places when the first comes back. While
 * nobody stands by, all samples are left to others.
 *
 * <p>Plain threads that park and catch: a {@code ScheduledThreadPoolExecutor} does not survive an OutOfMemoryError while it
 * waits. Nothing is allocated between two turns, and a turn that comes late is not made up for.
 */
final class Pacemaker {
    /** How long before a turn the samples of others are started: enough for any cheap probe, and little against a period. */
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(50);

    /** How often it is looked at most whether a sample holds up the loop; as long as a sample usually may take. */
    private static final long WATCH = TimeUnit.SECONDS.toNanos(2);

    /** The same in periods, where they are short. */
    private static final int PERIODS = 20;

    /** Longer than a sample takes that was quick before, even on a busy machine. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

    private final HealingLoop loop;
    private final Ticker ticker;
    private final long period;
    private final long lead;
    private final long watch;
    private final List<Thread> threads = List.of(thread("selfheal-loop"), thread("selfheal-loop-2"));
    private final Baton baton = new Baton(threads.get(0));
    private long next;
    private volatile boolean stopped;

    Pacemaker(HealingLoop loop, Ticker ticker, long period) {
        this.loop = loop;
        this.ticker = ticker;
        this.period = period;
        this.lead = Math.min(LEAD, period / 4);
        this.watch = Math.min(WATCH, PERIODS * period);
    }

    void start() {
        next = ticker.nanos() + lead;
        threads.forEach(Thread::start);
    }

    /**
     * Ends the threads, and waits for them a little unless called on one; true if the loop is the caller's from now on, even if
     * a sample is still under way.
     */
    boolean stop(long millis) {
        stopped = true;
        threads.forEach(LockSupport::unpark);
        try {
            Thread waiting = baton.watcher();
            if (waiting != null && waiting != Thread.currentThread()) {
                waiting.join(millis);
            }
            if (left(millis)) {
                return true;
            }
            baton.claim().interrupt(); // in a detector or engine of the host's that does not return
            return left(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether nobody else owns the loop any more. */
    private boolean left(long millis) throws InterruptedException {
        Thread owner = baton.claim();
        if (owner != Thread.currentThread()) {
            owner.join(millis);
        }
        return owner == Thread.currentThread() || !owner.isAlive();
    }

    private Thread thread(String name) {
        Thread thread = new Thread(this::serve, name);
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        while (!stopped) {
            if (baton.owned()) {
                pace();
            } else {
                standBy();
            }
        }
    }

    /** One turn, and the wait for the next; less if another thread has taken over meanwhile. */
    private void pace() {
        try {
            Sampler.Due due = loop.sample(baton.watcher() != null);
            if (!due.here().isEmpty() && !taken(due.here())) {
                return;
            }
            if (due.elsewhere()) {
                parkUntil(next);
            }
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

    /** Takes samples; false if the loop has another owner when it is done. What they throw is noted by each. */
    private boolean taken(List<Flight<Sample>> samples) {
        baton.layDown(ticker.nanos());
        try {
            samples.forEach(Flight::run);
        } catch (Throwable none) { // no memory even for that; the turn finds them waiting
            Thread.interrupted();
        }
        return baton.takeUp();
    }

    private void standBy() {
        baton.watch();
        parkUntil(ticker.nanos() + watch);
        baton.takeOver(ticker.nanos(), PATIENCE);
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
