package io.selfheal.jvm;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work that runs. It knows its thread as long as it runs there, so an interrupt never hits what the thread does
 * next.
 */
final class Task {
    final String name;
    final long started;
    private final Runnable cancel;
    private @Nullable Thread thread = Thread.currentThread();
    private boolean cancelled;

    /**
     * Work of the calling thread.
     *
     * @param name what it is
     * @param started when it began, on the ticker
     * @param cancel what else to do to end it, besides the interrupt
     */
    Task(String name, long started, Runnable cancel) {
        this.name = name;
        this.started = started;
        this.cancel = cancel;
    }

    /** It has ended, on its own thread; takes back an interrupt that was meant for it, and says whether it did. */
    synchronized boolean end() {
        thread = null;
        return cancelled && Thread.interrupted();
    }

    /** Ends it, unless it has ended already or was cancelled before. */
    boolean cancel() {
        synchronized (this) {
            if (thread == null || cancelled) {
                return false;
            }
            cancelled = true;
            thread.interrupt();
        }
        cancel.run();
        return true;
    }

    /** Interrupts it once more; false if it has ended or was not cancelled. */
    synchronized boolean interruptAgain() {
        if (thread == null || !cancelled) {
            return false;
        }
        thread.interrupt();
        return true;
    }

    /** Whether it was cancelled and still runs on the calling thread, which goes on with it. */
    synchronized boolean cancelledHere() {
        return cancelled && Thread.currentThread().equals(thread);
    }

    synchronized boolean running() {
        return thread != null;
    }

    synchronized String threadName() {
        return thread == null ? "" : thread.getName();
    }

    /** Its frames now; empty once it has ended. */
    synchronized StackTraceElement[] stack() {
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }
}
