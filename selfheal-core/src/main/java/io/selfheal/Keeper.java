package io.selfheal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes back leases that nobody renews any more, also when the loop's own thread is gone. It sleeps as long as nothing is in
 * force, since waking costs an idle host more than looking does. Allocates nothing while waiting.
 */
final class Keeper {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(250);

    private final Leases leases;
    private final Ticker ticker;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean stopped;

    Keeper(Leases leases, Ticker ticker) {
        this.leases = leases;
        this.ticker = ticker;
        this.thread = new Thread(this::keep, "selfheal-lease-keeper");
        thread.setDaemon(true);
    }

    /** Begins; once, however often it is called. */
    void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    boolean ended(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Called when something is put in force. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void rest() {
        if (leases.none()) {
            LockSupport.park(leases);
        } else {
            LockSupport.parkNanos(leases, STEP);
        }
    }

    private void keep() {
        while (!stopped) {
            rest();
            Thread.interrupted(); // else it would not rest again
            try {
                leases.expire(ticker.nanos());
            } catch (Throwable none) { // no memory: it is tried again at the next step
                Thread.interrupted();
            }
        }
    }
}
