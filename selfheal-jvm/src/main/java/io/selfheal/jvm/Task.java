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

    /** It has ended, on its own thread; takes back an interrupt that was meant for it. */
    synchronized void end() {
        thread = null;
        if (cancelled) {
            Thread.interrupted();
        }
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
