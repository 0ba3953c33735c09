package io.selfheal.jvm;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what an executor turns away, and then does what another handler does. Safe to use from any thread.
 *
 * <pre>{@code
 * executor.setRejectedExecutionHandler(new CountingRejections(executor.getRejectedExecutionHandler()))
 * }</pre>
 */
public final class CountingRejections implements RejectedExecutionHandler {
    private final RejectedExecutionHandler handler;
    private final LongAdder count = new LongAdder();

    /**
     * Counts before a handler.
     *
     * @param handler what happens to the task
     */
    public CountingRejections(RejectedExecutionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
        count.increment();
        handler.rejectedExecution(task, executor);
    }

    /** How many tasks were turned away so far. */
    public long count() {
        return count.sum();
    }
}
