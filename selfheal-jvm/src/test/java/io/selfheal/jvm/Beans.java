package io.selfheal.jvm;

import java.lang.management.MemoryUsage;
import java.util.Optional;
import java.util.OptionalLong;

/** Pools and collectors as they were recorded, whose numbers a test moves on. */
final class Beans {
    static final long MIB = 1 << 20;

    private Beans() {}

    /** A pool of the heap. */
    static final class Heap {
        final String name;
        final long max;
        long used;
        long left;

        Heap(String name, long maxMiB) {
            this.name = name;
            this.max = maxMiB < 0 ? -1 : maxMiB * MIB;
        }

        Pool pool() {
            return new Pool(name, true, () -> Optional.of(usage(used)), () -> Optional.of(usage(left)));
        }

        private MemoryUsage usage(long bytes) {
            return new MemoryUsage(0, bytes, max < 0 ? bytes : max, max);
        }
    }

    /** A collector. */
    static final class Gc {
        final String name;
        long count;
        long millis;
        long left = -1;

        Gc(String name) {
            this.name = name;
        }

        Collector collector() {
            return new Collector(
                    name, () -> count, () -> millis, () -> left < 0 ? OptionalLong.empty() : OptionalLong.of(left));
        }
    }
}
