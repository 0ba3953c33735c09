package io.selfheal.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.opentest4j.TestAbortedException;

/**
 * A call on a thread and in a thread group of its own, so that a suite can limit it, interrupt it, and see which threads
 * it left behind.
 */
final class Trial<T> {
    /** How soon what was interrupted has to end. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** How long the end of a lease may take. */
    static final Duration TAKING_BACK = Duration.ofSeconds(10);

    /** How long it may take to make what is tried. */
    static final Duration MAKING = Duration.ofSeconds(30);

    /** Long enough for the clocks that the kernel counts in to go on. */
    private static final long A_MOMENT = TimeUnit.MILLISECONDS.toNanos(15);

    /** How long a call that may hang is left alone before it is interrupted. */
    private static final Duration A_WHILE = Duration.ofMillis(200);

    private final ThreadGroup group = new ThreadGroup("selfheal-test-trial");
    private final String what;
    private final FutureTask<T> task;
    private final Thread thread;

    private Trial(String what, Callable<T> call) {
        this.what = what;
        this.task = new FutureTask<>(call);
        this.thread = new Thread(group, task, "selfheal-test-trial");
        thread.setDaemon(true);
    }

    /** Makes a call that was not begun. */
    static <T> Trial<T> of(String what, Callable<T> call) {
        return new Trial<>(what, call);
    }

    /** Calls, and gives what was returned; fails if it throws or outstays the limit. */
    static <T> T call(String what, Duration limit, Callable<T> call) {
        return of(what, call).start().result(limit);
    }

    static void letAMomentPass() {
        long end = System.nanoTime() + A_MOMENT;
        for (long left = A_MOMENT; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    Trial<T> start() {
        thread.start();
        return this;
    }

    /** Gives it a while to get stuck, and interrupts it. */
    Trial<T> interruptAfterAWhile() {
        endedWithin(A_WHILE);
        thread.interrupt();
        return this;
    }

    T result(Duration limit) {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TestAbortedException assumption) {
                throw assumption; // nothing is wrong with what cannot be tried here
            }
            throw new AssertionError(what + " threw " + e.getCause(), e.getCause());
        } catch (TimeoutException | CancellationException e) {
            thread.interrupt();
            throw new AssertionError(what + " did not return within " + limit + ": it is at " + where(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    /** What it threw; empty if it returned. Fails if it outstays the limit. */
    Optional<Throwable> ending(Duration limit) {
        if (!endedWithin(limit)) {
            throw new AssertionError(what + " did not end within " + limit + ": it is at " + where());
        }
        try {
            task.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    boolean endedWithin(Duration limit) {
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** The threads that it started and that live, its own apart. */
    Set<Thread> offspring() {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        Set<Thread> living = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (threads[i] != thread) {
                living.add(threads[i]);
            }
        }
        return living;
    }

    private String where() {
        StackTraceElement[] frames = thread.getStackTrace();
        return frames.length == 0 ? "its end" : frames[0].toString();
    }
}
