package io.selfheal.examples;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was left on the heap after the latest collection: raw use is a sawtooth, this is what stays. */
final class HeapProbe implements Probe {
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public List<Metric> sample() {
        Optional<GcInfo> latest = collectors.stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime));
        return latest.map(this::left).orElse(List.of());
    }

    private List<Metric> left(GcInfo collection) {
        long bytes = collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        long most = Runtime.getRuntime().maxMemory();
        return List.of(Gauge.of("heap.live.bytes", (double) bytes), Gauge.of("heap.live.ratio", (double) bytes / most));
    }
}
