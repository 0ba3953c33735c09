package io.selfheal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few daemon threads, started ahead, that run user code. More are started, up to a limit, while all are taken, since
 * user code may never come back. No {@code ThreadPoolExecutor}: its workers die of an OutOfMemoryError thrown while they
 * wait, and cannot be replaced when threads are exhausted. No queue of {@code java.util.concurrent} either: to wait at one
 * allocates, and where there is no memory threads that try it again and again have the collector run without end.
 */
final class Lane implements Executor, AutoCloseable {
    private static final int WAITING = 1024;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final @Nullable Runnable[] queue = new Runnable[WAITING];
    private final List<Thread> threads = new ArrayList<>();
    private final String name;
    private final int most;
    private final End end;
    private int head;
    private int waiting;
    private int idle;
    private volatile boolean closed;

    /** Starts the first threads at once, so that a lack of threads later does not matter. */
    Lane(String name, int first, int most) {
        this(name, first, most, End.DROPS);
    }

    /** What comes of its tasks when it is closed. */
    enum End {
        /** Those that wait are dropped, those at work interrupted. */
        DROPS,
        /** Those at work are interrupted, those that wait are still done. */
        FINISHES,
        /** All are still done, and none is interrupted. */
        LETS_FINISH
    }

    Lane(String name, int first, int most, End end) {
        this.name = name;
        this.most = most;
        this.end = end;
        for (int i = 0; i < first; i++) {
            addThread();
        }
    }

    @Override
    public synchronized void execute(Runnable work) {
        if (closed || waiting == WAITING) {
            throw new RejectedExecutionException(
                    "lane " + name + (closed ? " is closed" : " has " + WAITING + " tasks waiting"));
        }
        queue[(head + waiting) % WAITING] = work;
        waiting++;
        notify();
        growIfNeeded();
    }

    /** Waits for a task, without an allocation; the thread that asks is idle until it has one. Null at the end. */
    private synchronized @Nullable Runnable take() throws InterruptedException {
        while (true) {
            Runnable task = queue[head];
            if (task != null) {
                queue[head] = null;
                head = (head + 1) % WAITING;
                waiting--;
                idle--;
                growIfNeeded();
                return task;
            }
            if (closed) {
                return null;
            }
            wait();
        }
    }

    /** Also asked when a thread has taken a task: until then it counted as idle for the next one. */
    private void growIfNeeded() {
        if (waiting > idle && threads.size() < most && !closed) {
            try {
                addThread();
            } catch (OutOfMemoryError noThread) { // the threads that are there will come to it
                return;
            }
        }
    }

    private synchronized void addThread() {
        Thread thread = new Thread(this::work, "selfheal-" + name + "-" + (threads.size() + 1));
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        idle++;
    }

    private void work() {
        boolean over = false;
        while (!over) {
            boolean taken = false;
            try {
                Runnable task = take();
                taken = task != null;
                over = task == null;
                if (task != null) {
                    task.run();
                }
            } catch (Throwable t) {
                // An interrupt that came late, or a lack of memory while waiting: tasks catch their own.
                // Go on, not at once: who asks again and again for what is not there makes the lack worse.
                Thread.interrupted();
                LockSupport.parkNanos(PAUSE);
            } finally {
                if (taken) {
                    release();
                }
            }
        }
    }

    private synchronized void release() {
        idle++;
    }

    /** Tells every thread to end; those in user code end when it returns, and when what waits is done unless that is dropped. */
    @Override
    public void close() {
        forget();
        if (end == End.LETS_FINISH) {
            return;
        }
        for (Thread thread : threadsNow()) {
            thread.interrupt();
        }
    }

    private synchronized void forget() {
        closed = true;
        notifyAll();
        if (end == End.DROPS) {
            Arrays.fill(queue, null);
            waiting = 0;
        }
    }

    /** Waits for the threads to end, at most so long; false if one is still in user code. */
    boolean ended(long nanos) throws InterruptedException {
        long left = nanos;
        for (Thread thread : threadsNow()) {
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
            thread.join(millis);
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    private synchronized List<Thread> threadsNow() {
        return List.copyOf(threads);
    }
}
