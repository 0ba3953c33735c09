package io.selfheal.jvm;

import static io.selfheal.jvm.ExecutorProbe.gauge;

import io.selfheal.Metric;
import io.selfheal.Ticker;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The workers of a {@link ThreadPoolExecutor}. */
final class PooledWorkers implements ExecutorProbe.Workers {
    /** Queues with more room are without an end: the two numbers that it is the sum of are not read at the same instant. */
    private static final long LARGEST = Integer.MAX_VALUE / 2;

    /** A scheduler copies its whole queue, under its lock, for whoever walks it. */
    private static final int MOST_COUNTED = 1_000;

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
        long room = (long) queued + executor.getQueue().remainingCapacity();
        metrics.add(gauge(prefix, ".active.ratio", Share.of(executor.getActiveCount(), most(room))));
        waiting(queued).ifPresent(count -> metrics.add(gauge(prefix, ".queued.count", count)));
        metrics.add(gauge(prefix, ".oldest.seconds", oldest()));
        if (room > 0 && room <= LARGEST) {
            metrics.add(gauge(prefix, ".queue.used.ratio", Share.of(queued, (double) room)));
        }
        if (executor.getRejectedExecutionHandler() instanceof CountingRejections rejections) {
            metrics.add(gauge(prefix, ".rejected.count", (double) rejections.count()));
        }
        return metrics;
    }

    /** How many workers there may be: beyond the core none is added while the queue takes tasks, as one without an end does. */
    private int most(long room) {
        return room <= LARGEST
                ? executor.getMaximumPoolSize()
                : Math.max(1, Math.max(executor.getCorePoolSize(), executor.getPoolSize()));
    }

    /** How many tasks wait for a worker; those of a scheduler that are not due yet wait for their time. */
    private OptionalInt waiting(int queued) {
        if (!(executor.getQueue().peek() instanceof Delayed first)) {
            return OptionalInt.of(queued);
        }
        if (first.getDelay(TimeUnit.NANOSECONDS) > 0) {
            return OptionalInt.of(0);
        }
        return queued > MOST_COUNTED
                ? OptionalInt.empty()
                : OptionalInt.of((int) executor.getQueue().stream()
                        .filter(task -> task instanceof Delayed timed && timed.getDelay(TimeUnit.NANOSECONDS) <= 0)
                        .count());
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
        if (now instanceof Delayed timed) {
            return Math.max(0, -timed.getDelay(TimeUnit.NANOSECONDS)) / 1e9;
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
