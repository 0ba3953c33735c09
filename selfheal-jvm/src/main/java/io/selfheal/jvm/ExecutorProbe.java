package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.util.Collection;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * An executor of the host's: how busy its threads are, what is queued, and for how long the oldest queued task has waited.
 *
 * <pre>{@code
 * SelfHealing.builder().probe(ExecutorProbe.of("orders", executor))
 * }</pre>
 *
 * <p>It reports {@code executor.orders.active.ratio}, {@code .queued.count} and {@code .oldest.seconds}; of a
 * {@link ThreadPoolExecutor} also {@code .queue.used.ratio} if its queue is bounded, and {@code .rejected.count} if its
 * handler is a {@link CountingRejections}. The age is that of the task at the head of the queue since it was first seen
 * there, so it is at most what it really is; a {@link ForkJoinPool} does not show its queues, and it is the time for which
 * there was work queued and none was begun or taken over. Where the queue has no end, the share is that of the core threads,
 * since there are never more. Tasks of a scheduler wait from when they are due on; {@code .queued.count} is left out while one
 * is due among more than 1,000.
 *
 * <p>A sample costs about 1 µs and 0.4 KiB. It may be asked from any thread; it holds the task only weakly.
 */
public final class ExecutorProbe implements Probe {
    private final String label;
    private final Workers workers;

    private ExecutorProbe(String label, Workers workers) {
        this.label = Label.fitting("executor", label);
        this.workers = workers;
    }

    /** What a kind of executor tells of itself. */
    interface Workers {
        /** Its metrics, each name beginning with a prefix. */
        Collection<? extends Metric> look(String prefix);
    }

    /**
     * Watches an executor.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param executor the executor; not changed, and not closed
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static ExecutorProbe of(String label, ThreadPoolExecutor executor) {
        return of(label, executor, Ticker.system());
    }

    /**
     * Watches a pool.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param pool the pool, {@link ForkJoinPool#commonPool()} for instance; not changed, and not closed
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static ExecutorProbe of(String label, ForkJoinPool pool) {
        return of(label, pool, Ticker.system());
    }

    /**
     * Watches whichever pool is the current one; {@code .aside.count} tells how many are set aside and have not ended.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param pool the pool; not changed, and not closed
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static ExecutorProbe of(String label, ReplaceablePool pool) {
        return of(label, pool, Ticker.system());
    }

    static ExecutorProbe of(String label, ReplaceablePool pool, Ticker ticker) {
        return new ExecutorProbe(label, new CurrentWorkers(pool, ticker));
    }

    static ExecutorProbe of(String label, ThreadPoolExecutor executor, Ticker ticker) {
        return new ExecutorProbe(label, new PooledWorkers(executor, ticker));
    }

    static ExecutorProbe of(String label, ForkJoinPool pool, Ticker ticker) {
        return new ExecutorProbe(label, new ForkedWorkers(pool, ticker));
    }

    @Override
    public String name() {
        return "jvm.executor." + label;
    }

    @Override
    public Collection<? extends Metric> sample() {
        return workers.look("executor." + label);
    }

    static Metric gauge(String prefix, String suffix, double value) {
        return Gauge.of(prefix + suffix, value);
    }
}
