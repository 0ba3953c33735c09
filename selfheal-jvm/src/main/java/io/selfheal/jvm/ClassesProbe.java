package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What loaded classes and compiled code take: metaspace, the code cache as a whole however it is cut up, and the number of
 * classes. Metaspace has a ratio only where it has a limit ({@code -XX:MaxMetaspaceSize}); compressed class space always
 * has one, so without the other it gives the ratio.
 *
 * <p>A sample costs about 2 µs and 1 KiB; it needs no safepoint.
 */
final class ClassesProbe implements Probe {
    private final List<Pool> metaspace;
    private final List<Pool> code;
    private final LongSupplier classes;

    ClassesProbe(List<Pool> pools, LongSupplier classes) {
        this.metaspace = pools.stream()
                .filter(pool -> pool.name().equals("Metaspace") || pool.name().equals("Compressed Class Space"))
                .toList();
        this.code =
                pools.stream().filter(pool -> pool.name().startsWith("Code")).toList();
        this.classes = classes;
    }

    @Override
    public String name() {
        return "jvm.classes";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Collection<? extends Metric> sample() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Gauge.of("jvm.classes.loaded.count", (double) classes.getAsLong()));
        fullest(metrics);
        double used = 0;
        double limit = 0;
        for (Pool pool : code) {
            Optional<MemoryUsage> usage = pool.usage().get();
            used += usage.map(MemoryUsage::getUsed).orElse(0L);
            limit += usage.map(MemoryUsage::getMax).orElse(0L);
        }
        String detail = "code cache of " + Unit.BYTES.format(limit);
        metrics.add(new Gauge("jvm.code.cache.used.ratio", limit > 0 ? used / limit : Double.NaN, detail));
        return metrics;
    }

    private void fullest(List<Metric> metrics) {
        double fullest = Double.NaN;
        String detail = "no limit";
        for (Pool pool : metaspace) {
            Optional<MemoryUsage> usage = pool.usage().get();
            if (usage.isEmpty()) {
                continue;
            }
            if (pool.name().equals("Metaspace")) {
                metrics.add(Gauge.of("jvm.metaspace.bytes", (double) usage.get().getUsed()));
            }
            long max = usage.get().getMax();
            double share = (double) usage.get().getUsed() / max;
            if (max > 0 && !(share <= fullest)) {
                fullest = share;
                detail = pool.name() + " of " + Unit.BYTES.format((double) max);
            }
        }
        metrics.add(new Gauge("jvm.metaspace.used.ratio", Math.min(1, fullest), detail));
    }
}
