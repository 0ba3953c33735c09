package io.selfheal.jvm;

import static io.selfheal.jvm.ExecutorProbe.gauge;

import io.selfheal.Metric;
import io.selfheal.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

/** The workers of whichever pool a {@link ReplaceablePool} gives its tasks to. */
final class CurrentWorkers implements ExecutorProbe.Workers {
    private final ReplaceablePool replaceable;
    private final Ticker ticker;
    private ThreadPoolExecutor watched;
    private PooledWorkers workers;

    CurrentWorkers(ReplaceablePool replaceable, Ticker ticker) {
        this.replaceable = replaceable;
        this.ticker = ticker;
        this.watched = replaceable.current();
        this.workers = new PooledWorkers(watched, ticker);
    }

    @Override
    public Collection<? extends Metric> look(String prefix) {
        ThreadPoolExecutor now = replaceable.current();
        if (!now.equals(watched)) {
            watched = now;
            workers = new PooledWorkers(now, ticker);
        }
        List<Metric> metrics = new ArrayList<>(workers.look(prefix));
        metrics.add(gauge(prefix, ".aside.count", replaceable.setAside()));
        return metrics;
    }
}
