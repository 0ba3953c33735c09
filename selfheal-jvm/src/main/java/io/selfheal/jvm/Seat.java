package io.selfheal.jvm;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The place of one pool, until it is replaced. No task is ever given to a pool that is shut down, since a handler may drop it
 * silently: whoever hands one in is counted, and the last to leave after the pool was replaced shuts it down.
 */
final class Seat {
    /** Added once it is replaced: whoever comes then goes elsewhere. */
    private static final int GONE = 1 << 30;

    final ThreadPoolExecutor pool;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile @Nullable ThreadPoolExecutor next;

    Seat(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    /** Gives the pool a task, unless it was replaced. */
    boolean takes(Runnable task) {
        if (inside.incrementAndGet() > GONE) {
            leave();
            return false;
        }
        try {
            pool.execute(task);
        } finally {
            leave();
        }
        return true;
    }

    /**
     * It was replaced: what waits goes to the next pool. The pool ends once its last task does.
     *
     * @return how many tasks were taken over
     */
    int handOver(ThreadPoolExecutor successor) {
        next = successor;
        inside.addAndGet(GONE + 1);
        try {
            return move(successor);
        } finally {
            leave();
        }
    }

    private int move(ThreadPoolExecutor successor) {
        BlockingQueue<Runnable> waiting = pool.getQueue();
        int moved = 0;
        for (int left = waiting.size(); left > 0; left--) {
            if (full(successor)) {
                break; // what is new is worth as much: the rest stays where it is
            }
            Runnable task = waiting.poll();
            if (task == null) {
                break;
            }
            try {
                successor.execute(task);
                moved++;
            } catch (RejectedExecutionException full) {
                if (waiting.offer(task)) {
                    break;
                }
                throw full;
            }
        }
        return moved;
    }

    private static boolean full(ThreadPoolExecutor successor) {
        return successor.getQueue().remainingCapacity() == 0
                && successor.getPoolSize() >= successor.getMaximumPoolSize();
    }

    private void leave() {
        boolean last = inside.decrementAndGet() == GONE;
        ThreadPoolExecutor successor = next;
        if (last && successor != null) {
            move(successor); // what came at the moment of the replacement
            pool.shutdown();
        }
    }
}
