package io.selfheal.jvm;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
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
    private volatile @Nullable Seat next;

    Seat(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    /** Gives the pool a task, unless it was replaced. */
    boolean takes(Runnable task) {
        if (!enter()) {
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
    int handOver(Seat successor) {
        next = successor;
        inside.addAndGet(GONE + 1);
        try {
            return handOn(successor);
        } finally {
            leave();
        }
    }

    private boolean enter() {
        if (inside.get() >= GONE) {
            return false; // not even for a moment: whoever leaves as the last one hands on what waits, once more
        }
        if (inside.incrementAndGet() > GONE) {
            leave();
            return false;
        }
        return true;
    }

    private void leave() {
        boolean last = inside.decrementAndGet() == GONE;
        Seat successor = next;
        if (last && successor != null) {
            try {
                handOn(successor); // what came at the moment of the replacement
            } finally {
                pool.shutdown();
            }
        }
    }

    /** To the first in the line that was not replaced itself, and is not while tasks are moved there. */
    private int handOn(Seat successor) {
        Seat to = successor;
        while (!to.enter()) {
            to = Objects.requireNonNull(to.next, "who is gone has a successor");
        }
        try {
            return move(to.pool);
        } finally {
            to.leave();
        }
    }

    private int move(ThreadPoolExecutor to) {
        BlockingQueue<Runnable> waiting = pool.getQueue();
        int moved = 0;
        for (int left = waiting.size(); left > 0; left--) {
            if (to.isShutdown() || to.getQueue().remainingCapacity() == 0) {
                break; // what is new is worth as much: the rest stays where it is
            }
            Runnable task = waiting.poll();
            if (task == null) {
                break;
            }
            if (!Waiting.in(to, task)) {
                Waiting.anywhere(pool, task);
                break;
            }
            moved++;
        }
        Waiting.begin(to, moved);
        return moved;
    }
}
