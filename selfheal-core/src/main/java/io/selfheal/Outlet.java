package io.selfheal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way of events to one reader: a bounded queue, emptied on the reader's executor, so that a reader who blocks or
 * fails holds nothing up. Events are offered by the loop's thread only.
 */
final class Outlet {
    private static final int WAITING = 1_024;

    /** Where the events go. */
    interface Sink {
        void accept(HealingEvent event) throws Exception;
    }

    private final String name;
    private final Sink sink;
    private final Executor executor;
    private final boolean keeps;
    private final ArrayBlockingQueue<HealingEvent> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Runnable drain = this::drain;
    private volatile @Nullable Throwable failure;
    private long delivered;

    /**
     * @param keeps whether an event that could not be delivered is tried again rather than counted as lost; not one that the reader
     *     calls an illegal argument, or all that come after it would wait behind it for ever
     */
    Outlet(String name, Sink sink, Executor executor, boolean keeps) {
        this.name = name;
        this.sink = sink;
        this.executor = executor;
        this.keeps = keeps;
    }

    String name() {
        return name;
    }

    /** Events that never reached the reader. */
    long lost() {
        return lost.get();
    }

    /** What the reader threw last; null if it took the last event. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean empty() {
        return queue.isEmpty();
    }

    void offer(HealingEvent event) {
        if (!queue.offer(event)) {
            lost.incrementAndGet();
        }
        poke();
    }

    /** Has the queue emptied if there is anything in it; called every turn, so that what failed is tried again. */
    void poke() {
        if (queue.isEmpty() || !draining.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(drain);
        } catch (Throwable refused) { // full, closed, or out of memory: the next turn tries again
            draining.set(false);
            failure = refused;
        }
    }

    private void drain() {
        boolean emptied = false;
        try {
            HealingEvent event = queue.peek();
            while (event != null && delivered(event)) {
                queue.poll();
                event = queue.peek();
            }
            emptied = event == null;
        } finally {
            draining.set(false);
        }
        if (emptied) { // what was offered after the last look found this draining
            poke();
        }
    }

    /** Whether the event is done with, taken or lost. */
    private boolean delivered(HealingEvent event) {
        try {
            sink.accept(event);
            failure = null;
        } catch (Throwable thrown) { // a listener's or the disk's failure must not reach the thread
            failure = thrown;
            if (keeps && !(thrown instanceof IllegalArgumentException)) { // which it would be for ever
                return false;
            }
            lost.incrementAndGet();
        }
        lock.lock();
        try {
            delivered = event.sequence();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        return true;
    }

    /**
     * Waits until the reader has an event, but not for a reader that fails.
     *
     * @param sequence the event's number
     * @param millis how long at most
     */
    void await(long sequence, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (delivered < sequence && failure == null && left > 0) {
                left = progress.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
