package io.selfheal.jvm;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A pool of buffers outside the heap.
 *
 * @param name {@code direct}, or {@code mapped} in one of its kinds
 * @param count how many buffers there are
 * @param bytes what they take
 */
record Buffers(String name, LongSupplier count, LongSupplier bytes) {
    static List<Buffers> all() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .map(bean -> new Buffers(bean.getName(), bean::getCount, bean::getMemoryUsed))
                .toList();
    }

    boolean direct() {
        return name.equals("direct");
    }

    /** What the JVM allows for direct buffers: {@code -XX:MaxDirectMemorySize}, by default the maximum heap. */
    static long directLimit() {
        return directLimit(HotSpot.option("MaxDirectMemorySize"));
    }

    static long directLimit(HotSpot.Option option) {
        long set = option.number(0);
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }
}
