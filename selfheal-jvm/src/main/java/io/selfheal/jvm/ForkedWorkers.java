package io.selfheal.jvm;

import static io.selfheal.jvm.ExecutorProbe.gauge;

import io.selfheal.Metric;
import io.selfheal.Ticker;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The workers of a {@link ForkJoinPool}. */
final class ForkedWorkers implements ExecutorProbe.Workers {
    private final ForkJoinPool pool;
    private final Ticker ticker;
    private long steals = -1;
    private long queuedBefore;
    private long since;

    ForkedWorkers(ForkJoinPool pool, Ticker ticker) {
        this.pool = pool;
        this.ticker = ticker;
    }

    @Override
    public Collection<? extends Metric> look(String prefix) {
        long queued = pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
        long time = ticker.nanos();
        long stolen = pool.getStealCount();
        if (queued == 0 || stolen != steals || queued < queuedBefore) {
            since = time;
        }
        steals = stolen;
        queuedBefore = queued;
        return List.of(
                gauge(prefix, ".active.ratio", Share.of(pool.getActiveThreadCount(), pool.getParallelism())),
                gauge(prefix, ".queued.count", (double) queued),
                gauge(prefix, ".oldest.seconds", (time - since) / 1e9));
    }
}
