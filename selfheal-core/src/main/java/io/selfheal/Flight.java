package io.selfheal;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of user code on another thread, watched from the loop. Its state is one word behind one lock that is held for
 * an instant only, so that an interrupt never hits a thread which has gone on to other work.
 */
final class Flight<T> implements Runnable {
    private enum State {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED
    }

    private final Callable<T> work;
    private final Ticker ticker;
    private final CountDownLatch landed = new CountDownLatch(1);
    private State state = State.QUEUED;
    private @Nullable Thread runner;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private long began;
    private long ended;

    Flight(Callable<T> work, Ticker ticker) {
        this.work = work;
        this.ticker = ticker;
    }

    @Override
    public void run() {
        if (!begin(Thread.currentThread())) {
            return;
        }
        T value = null;
        Throwable thrown = null;
        try {
            value = work.call();
        } catch (Throwable t) { // whatever user code throws, Errors included, is its own failure and not the thread's
            thrown = t;
        }
        finish(value, thrown, ticker.nanos());
    }

    /** Takes it up; false if it was given up before. A replay has nobody run it. */
    synchronized boolean begin(@Nullable Thread by) {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        runner = by;
        began = ticker.nanos();
        return true;
    }

    /** Notes how it ended. */
    synchronized void finish(@Nullable T value, @Nullable Throwable thrown, long at) {
        boolean ran = runner != null;
        state = State.DONE;
        runner = null;
        result = value;
        failure = thrown;
        ended = at;
        landed.countDown();
        if (ran) {
            Thread.interrupted(); // a late interrupt was meant for this work, not for the next
        }
    }

    /** Waits for its end, at most so long. */
    void await(long millis) throws InterruptedException {
        landed.await(millis, TimeUnit.MILLISECONDS);
    }

    synchronized boolean done() {
        return state == State.DONE;
    }

    /** What was thrown; null if nothing. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** What was returned; null if it threw, or returned null. */
    synchronized @Nullable T result() {
        return result;
    }

    /** Whether nobody has taken it up yet. */
    synchronized boolean queued() {
        return state == State.QUEUED;
    }

    /** How long it took, in nanoseconds of the ticker; nothing but its own work. */
    synchronized long took() {
        return ended - began;
    }

    /** When it ended, on the ticker. */
    synchronized long ended() {
        return ended;
    }

    /** Takes it back; false if somebody has taken it up. */
    synchronized boolean withdraw() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.CANCELLED;
        return true;
    }

    /** Gives it up: takes it back if it has not begun, else interrupts it; true if it will not run or has run. */
    synchronized boolean abandon() {
        if (state == State.QUEUED) {
            state = State.CANCELLED;
        }
        if (runner != null && runner != Thread.currentThread()) { // work may close the very loop that runs it
            runner.interrupt();
        }
        return state != State.RUNNING;
    }
}
