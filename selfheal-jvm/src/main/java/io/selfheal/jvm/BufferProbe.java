package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Direct and mapped buffers: memory outside the heap that is only given back when a small object in the heap is collected.
 * What a library takes past the JDK's account of it shows as native memory instead.
 *
 * <p>A sample costs about 1 µs and 0.5 KiB; it needs no safepoint.
 */
final class BufferProbe implements Probe {
    private final List<Buffers> direct;
    private final List<Buffers> mapped;
    private final long limit;
    private final String detail;

    BufferProbe(List<Buffers> pools, long limit) {
        this.direct = pools.stream().filter(Buffers::direct).toList();
        this.mapped = pools.stream().filter(pool -> !pool.direct()).toList();
        this.limit = limit;
        this.detail = "direct buffers, limit " + Unit.BYTES.format((double) limit);
    }

    @Override
    public String name() {
        return "jvm.buffers";
    }

    @Override
    public Collection<? extends Metric> sample() {
        long bytes = sum(direct, pool -> pool.bytes().getAsLong());
        return List.of(
                new Gauge("jvm.buffers.direct.used.ratio", Share.of((double) bytes, (double) limit), detail),
                new Gauge("jvm.buffers.direct.bytes", (double) bytes, detail),
                new Gauge(
                        "jvm.buffers.direct.count",
                        (double) sum(direct, pool -> pool.count().getAsLong()),
                        detail),
                Gauge.of("jvm.buffers.mapped.bytes", (double)
                        sum(mapped, pool -> pool.bytes().getAsLong())));
    }

    private static long sum(List<Buffers> pools, ToLongFunction<Buffers> number) {
        long sum = 0;
        for (Buffers pool : pools) {
            sum += Math.max(0, number.applyAsLong(pool));
        }
        return sum;
    }
}
