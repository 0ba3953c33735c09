package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import io.selfheal.Unit;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;

/** The collectors' totals and every memory pool, now and after its latest collection. Takes about 0.2 ms, no safepoint. */
final class GcSummary implements Evidence {
    private final List<Pool> pools;
    private final List<Collector> collectors;

    GcSummary(List<Pool> pools, List<Collector> collectors) {
        this.pools = pools;
        this.collectors = collectors;
    }

    @Override
    public String name() {
        return "jvm-memory";
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) {
        PrintWriter out = Text.to(to);
        for (Collector collector : collectors) {
            out.printf(
                    "%-28s %8d collections, %s %s%s%n",
                    collector.name(),
                    collector.count().getAsLong(),
                    Unit.SECONDS.format(collector.millis().getAsLong() / 1e3),
                    collector.concurrent() ? "beside the application" : "in pauses",
                    collector.left().get().stream()
                            .mapToObj(bytes -> ", the latest left " + Unit.BYTES.format((double) bytes))
                            .findFirst()
                            .orElse(""));
        }
        out.println();
        for (Pool pool : pools) {
            out.printf(
                    "%-34s used %s%s%n",
                    pool.name(),
                    pool.usage().get().map(GcSummary::shown).orElse("unknown"),
                    after(pool).map(bytes -> ", after collection " + bytes).orElse(""));
        }
        out.flush();
    }

    private static Optional<String> after(Pool pool) {
        return pool.afterCollection().get().map(usage -> Unit.BYTES.format((double) usage.getUsed()));
    }

    private static String shown(MemoryUsage usage) {
        String used = Unit.BYTES.format((double) usage.getUsed());
        return usage.getMax() > 0 ? used + " of " + Unit.BYTES.format((double) usage.getMax()) : used;
    }
}
