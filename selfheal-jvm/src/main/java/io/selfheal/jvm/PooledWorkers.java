package io.selfheal.jvm;

import static io.selfheal.jvm.ExecutorProbe.gauge;

import io.selfheal.Metric;
import io.selfheal.Ticker;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The workers of a {@link ThreadPoolExecutor}. */
final class PooledWorkers implements ExecutorProbe.Workers {
    private final ThreadPoolExecutor executor;
    private final Ticker ticker;
    private WeakReference<@Nullable Runnable> head = new WeakReference<>(null);
    private long since;
    private long completed;

    PooledWorkers(ThreadPoolExecutor executor, Ticker ticker) {
        this.executor = executor;
        this.ticker = ticker;
    }

    @Override
    public Collection<? extends Metric> look(String prefix) {
        List<Metric> metrics = new ArrayList<>(5);
        int queued = executor.getQueue().size();
        int free = executor.getQueue().remainingCapacity();
        metrics.add(gauge(prefix, ".active.ratio", Share.of(executor.getActiveCount(), executor.getMaximumPoolSize())));
        metrics.add(gauge(prefix, ".queued.count", queued));
        metrics.add(gauge(prefix, ".oldest.seconds", oldest()));
        if (free != Integer.MAX_VALUE && (long) queued + free > 0 && (long) queued + free < Integer.MAX_VALUE) {
            metrics.add(gauge(prefix, ".queue.used.ratio", Share.of(queued, (double) queued + free)));
        }
        if (executor.getRejectedExecutionHandler() instanceof CountingRejections rejections) {
            metrics.add(gauge(prefix, ".rejected.count", (double) rejections.count()));
        }
        return metrics;
    }

    /**
     * How long the task at the head has been seen there. Once another is completed a worker is free to take it, so the same
     * object is there anew: hosts submit one again and again.
     */
    private double oldest() {
        Runnable now = executor.getQueue().peek();
        long time = ticker.nanos();
        if (now == null) {
            head = new WeakReference<>(null);
            return 0;
        }
        long done = executor.getCompletedTaskCount();
        if (!head.refersTo(now) || done != completed) {
            head = new WeakReference<>(now);
            completed = done;
            since = time;
        }
        return (time - since) / 1e9;
    }
}
