package io.selfheal.jvm;

import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A collector of the JVM, or one of the parts in which it reports.
 *
 * @param name its name
 * @param count how many collections it did; negative if unknown
 * @param millis how long they took together; negative if unknown
 * @param left how many bytes of the heap its latest collection left in use; empty before the first, or if unknown
 */
record Collector(String name, LongSupplier count, LongSupplier millis, Supplier<OptionalLong> left) {
    static List<Collector> all() {
        Set<String> heap =
                Pool.all().stream().filter(Pool::heap).map(Pool::name).collect(Collectors.toUnmodifiableSet());
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(bean -> new Collector(
                        bean.getName(), bean::getCollectionCount, bean::getCollectionTime, () -> left(bean, heap)))
                .toList();
    }

    /**
     * Whether its time passes beside the application: ZGC and Shenandoah report their cycles apart from their pauses. G1's
     * "G1 Concurrent GC" is the pauses of the concurrent cycle (JDK-8297247), in spite of its name.
     */
    boolean concurrent() {
        return name.endsWith("Cycles");
    }

    /** Whether it only reports pauses of cycles that another one reports. */
    boolean pausesOfCycles() {
        return name.endsWith("Pauses");
    }

    private static OptionalLong left(GarbageCollectorMXBean bean, Set<String> heap) {
        GcInfo last = bean instanceof com.sun.management.GarbageCollectorMXBean told ? told.getLastGcInfo() : null;
        return last == null
                ? OptionalLong.empty()
                : OptionalLong.of(last.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heap.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum());
    }
}
