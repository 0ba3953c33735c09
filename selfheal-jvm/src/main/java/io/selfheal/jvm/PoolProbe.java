package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A pool that lends something out: {@code pool.orders.used.ratio}, {@code .waiting.count}, and {@code .oldest.seconds} where
 * the pool knows it, 0 while nothing is lent.
 *
 * <pre>{@code
 * SelfHealing.builder().probe(PoolProbe.of("orders", LeasedPool.hikari("orders-pool")))
 * }</pre>
 *
 * <p>A sample costs what the pool's methods cost: with HikariCP about 10 µs and 2 KiB.
 */
public final class PoolProbe implements Probe {
    private final String label;
    private final LeasedPool pool;
    private boolean knowsAge;

    private PoolProbe(String label, LeasedPool pool) {
        this.label = Label.fitting("pool", label);
        this.pool = pool;
    }

    /**
     * Watches a pool, four times a second if the loop turns that often.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param pool the pool
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static PoolProbe of(String label, LeasedPool pool) {
        return new PoolProbe(label, pool);
    }

    @Override
    public String name() {
        return "jvm.pool." + label;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public Collection<? extends Metric> sample() {
        String prefix = "pool." + label;
        int size = pool.size();
        int used = pool.inUse();
        String detail = used + " of " + size;
        List<Metric> metrics = new ArrayList<>(3);
        metrics.add(new Gauge(prefix + ".used.ratio", Share.of(used, size), detail));
        metrics.add(Gauge.of(prefix + ".waiting.count", pool.waiting()));
        pool.oldest().ifPresent(age -> {
            knowsAge = true;
            metrics.add(Gauge.of(prefix + ".oldest.seconds", age.toNanos() / 1e9));
        });
        if (knowsAge && metrics.size() == 2) {
            metrics.add(Gauge.of(prefix + ".oldest.seconds", 0)); // so that it is seen that nothing is out any more
        }
        return metrics;
    }
}
