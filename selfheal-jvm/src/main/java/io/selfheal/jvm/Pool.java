package io.selfheal.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A memory pool of the JVM.
 *
 * @param name its name, which differs from collector to collector
 * @param heap whether it is part of the heap
 * @param usage how much is used; empty once the pool is gone
 * @param afterCollection how much was left by the latest collection that worked on it; empty if it is never collected
 */
record Pool(
        String name,
        boolean heap,
        Supplier<Optional<MemoryUsage>> usage,
        Supplier<Optional<MemoryUsage>> afterCollection) {

    static List<Pool> all() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().map(Pool::of).toList();
    }

    private static Pool of(MemoryPoolMXBean bean) {
        return new Pool(
                bean.getName(),
                bean.getType() == MemoryType.HEAP,
                () -> Optional.ofNullable(bean.getUsage()),
                () -> Optional.ofNullable(bean.getCollectionUsage()));
    }

    /** Whether what lives long ends up here, in a collector with generations. */
    boolean old() {
        return heap && called("old", "tenured");
    }

    /** Whether only what is young is here. */
    boolean young() {
        return called("eden", "survivor", "young", "nursery");
    }

    private boolean called(String... words) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(words).anyMatch(lower::contains);
    }
}
