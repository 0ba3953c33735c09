package io.selfheal.jvm;

import java.util.concurrent.ThreadPoolExecutor;

/**
 * Puts tasks into a pool's queue past {@code execute}: the pool's handler might run one that hangs on the calling thread, or
 * drop it silently.
 */
final class Waiting {
    private Waiting() {}

    /** Whether the pool has the task now; not if it is full, or shut down and does not know of the task yet. */
    static boolean in(ThreadPoolExecutor pool, Runnable task) {
        return pool.getQueue().offer(task) && !(pool.isShutdown() && pool.remove(task));
    }

    /** Puts back a task that was taken out; where its place was taken meanwhile, rather one thread more than a task less. */
    static void anywhere(ThreadPoolExecutor pool, Runnable task) {
        if (!in(pool, task)) {
            Thread thread = pool.getThreadFactory().newThread(task);
            if (thread == null) {
                throw new IllegalStateException("a task is lost: its pool is full, and has no thread for it");
            }
            thread.start();
        }
    }

    /** Has workers begin with so many tasks that were put in; as {@code execute} does, no more than core threads. */
    static void begin(ThreadPoolExecutor pool, int tasks) {
        boolean none = tasks > 0 && pool.getCorePoolSize() == 0;
        if (none) {
            pool.setCorePoolSize(1);
        }
        for (int i = 0; i < tasks && pool.prestartCoreThread(); i++) {
            // one for each task
        }
        if (none) {
            pool.setCorePoolSize(0);
        }
    }
}
