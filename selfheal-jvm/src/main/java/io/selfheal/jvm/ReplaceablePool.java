package io.selfheal.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * A pool of workers that can be replaced while the host goes on giving it work: see {@link ReplacePool}.
 *
 * <pre>{@code
 * ReplaceablePool orders = new ReplaceablePool(() -> new ThreadPoolExecutor(8, 8, 1, MINUTES, new ArrayBlockingQueue<>(100)), 2);
 * orders.execute(task);
 * SelfHealing.builder()
 *         .probe(ExecutorProbe.of("orders", orders))
 *         .action(new ReplacePool("replace-orders", orders))
 * }</pre>
 *
 * <p>A pool that is replaced is set aside, and nobody is interrupted: what runs there may still end, and then the pool is
 * over. What was queued there goes to the new one, as far as that takes it. At most so many are set aside at the same time,
 * each with all its threads, which is the most that this may cost.
 *
 * <p>Safe to use from any thread; to hand in a task costs about 13 ns more than to the pool itself.
 */
public final class ReplaceablePool implements Executor, AutoCloseable {
    private final Supplier<ThreadPoolExecutor> another;
    private final int most;
    private final List<Seat> aside = new ArrayList<>();
    private volatile Seat current;
    private boolean closed;

    /**
     * With a first pool.
     *
     * @param another makes a pool, a new one each time; called now and at each replacement
     * @param most how many may be set aside at the same time, 1 to 16
     * @throws IllegalArgumentException for another number
     */
    public ReplaceablePool(Supplier<ThreadPoolExecutor> another, int most) {
        if (most < 1 || most > 16) {
            throw new IllegalArgumentException(
                    most + " pools set aside at the same time are out of range: give 1 to 16");
        }
        this.another = another;
        this.most = most;
        this.current = new Seat(another.get());
    }

    /** Gives the current pool a task; what it does with one too many is up to its own handler. */
    @Override
    public void execute(Runnable task) {
        while (!current.takes(task)) {
            Thread.onSpinWait(); // it was replaced at that moment
        }
    }

    /** The pool that gets the tasks now, to look at; what is given to it directly is not taken over. */
    public ThreadPoolExecutor current() {
        return current.pool;
    }

    /** How many pools are set aside and have not ended yet. */
    public synchronized int setAside() {
        aside.removeIf(seat -> seat.pool.isTerminated());
        return aside.size();
    }

    /**
     * Puts another pool in the place of the current one.
     *
     * @return what was done, for people
     * @throws IllegalStateException if it would not help, or there are as many set aside as may be
     */
    synchronized String replace() {
        Seat stuck = current;
        int threads = stuck.pool.getPoolSize();
        int busy = stuck.pool.getActiveCount();
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
        if (threads == 0 || busy < threads) {
            throw new IllegalStateException("of its " + threads + " workers " + busy
                    + " are busy: another pool would do no more than this one");
        }
        if (setAside() >= most) {
            throw new IllegalStateException(most
                    + " pools are set aside already and their work has not ended: one more would wait for the same");
        }
        Seat fresh = new Seat(another.get());
        if (fresh.pool.equals(stuck.pool)) {
            throw new IllegalStateException("the supplier gave the same pool again: have it make a new one each time");
        }
        aside.add(stuck);
        current = fresh;
        int moved = stuck.handOver(fresh);
        return "a new pool for one whose " + threads + " workers were all busy, with " + moved
                + " tasks that waited there";
    }

    /** Lets go of all pools: what they were given is still done. To be called by the host, at its end. */
    @Override
    public synchronized void close() {
        closed = true;
        aside.forEach(seat -> seat.pool.shutdown());
        current.pool.shutdown();
    }
}
