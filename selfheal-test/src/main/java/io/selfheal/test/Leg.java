package io.selfheal.test;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One runner of a {@link Relay}: a thread that runs only while it has the baton. */
final class Leg extends Thread {
    private static final long IDLE_SECONDS = 5;

    private final Predicate<Leg> leave;
    private final Semaphore baton = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private volatile @Nullable Runnable work;
    private volatile boolean stalled;
    private volatile boolean listening;
    private volatile boolean interrupted;
    private volatile boolean killed;
    private volatile boolean ended;
    private volatile long due;

    /**
     * Makes a runner.
     *
     * @param leave asked after a while without work; true lets the thread end
     */
    Leg(Predicate<Leg> leave) {
        super("selfheal-test-work");
        this.leave = leave;
        setDaemon(true);
    }

    /** The runner that calls this. */
    static Leg current() {
        if (Thread.currentThread() instanceof Leg leg) {
            return leg;
        }
        throw new IllegalStateException("only work on the executor() of a VirtualTime can spend its time, and \""
                + Thread.currentThread().getName() + "\" is no thread of it: use pass(…) in the test itself");
    }

    void take(Runnable next) {
        work = next;
    }

    /** Gives it the baton and waits until it comes back: the work is done, or stalls. */
    void go() {
        baton.release();
        back.acquireUninterruptibly();
    }

    boolean stalled() {
        return stalled;
    }

    /** When it goes on: now, if it was interrupted and listens. */
    long dueFrom(long now) {
        return interrupted && listening ? now : due;
    }

    /** Called by the work itself: gives the baton back until its time has come. */
    void stall(long until, boolean listens) throws InterruptedException {
        if (!killed && !(listens && Thread.interrupted())) {
            due = until;
            listening = listens;
            stalled = true;
            back.release();
            baton.acquireUninterruptibly();
            stalled = false;
            if (!killed && !interrupted) {
                return;
            }
        }
        if (killed) {
            throw new Killed();
        }
        interrupted = false;
        if (listens) {
            throw new InterruptedException("interrupted while it spent virtual time");
        }
        super.interrupt();
    }

    /** An interrupt of stalled work waits until it has the baton again, lest two threads run at once. */
    @Override
    public void interrupt() {
        if (stalled) {
            interrupted = true;
        } else {
            super.interrupt();
        }
    }

    void kill() {
        killed = true;
    }

    void end() {
        ended = true;
        baton.release();
    }

    @Override
    public void run() {
        while (awaitBaton()) {
            Runnable todo = work;
            try {
                if (todo != null) {
                    todo.run();
                }
            } catch (Killed processDied) {
                killed = true;
            } catch (Throwable thrown) { // as an executor would; the thread has other work to do
                getUncaughtExceptionHandler().uncaughtException(this, thrown);
            }
            work = null;
            killed = false;
            interrupted = false;
            Thread.interrupted();
            back.release();
        }
    }

    /** False if there is nothing more to do. */
    private boolean awaitBaton() {
        while (!ended) {
            try {
                if (baton.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS)) {
                    return !ended;
                }
                if (leave.test(this)) {
                    return false;
                }
            } catch (InterruptedException late) {
                interrupted = false; // it was meant for work that is over
            }
        }
        return false;
    }

    /** Unwinds the work of a process that died. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("the process died", null, false, false);
        }
    }
}
