package io.selfheal.jvm;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Registry;
import java.time.Duration;
import java.util.Set;

/**
 * What runs out within a day, of everything here that has an end. They name no remedy, and each steps back for a forecast of
 * the host's own. Threads are not among them: how many a process may have, no portable number tells.
 */
final class Forecasts {
    private static final Duration DAY = Duration.ofHours(24);
    private static final String POOL = "jvm.pool.";
    private static final String DISK = "jvm.disk.";

    private Forecasts() {}

    /**
     * Adds them.
     *
     * @param registry where to
     * @param heap what may live in the heap, in bytes
     */
    static void addTo(Registry registry, double heap) {
        registry.defaultRule(
                when("jvm.heap.live.bytes")
                        .runsOutWithin(DAY, heap)
                        .named("jvm-heap-runs-out")
                        .because("What lives in the heap grows toward its end: something is kept that nobody lets go"),
                Set.of("jvm.heap.live.ratio"));
        ratio(
                registry,
                "jvm.buffers.direct.used.ratio",
                "jvm-direct-memory-runs-out",
                "Direct buffers grow toward their limit: some are allocated and not let go",
                "jvm.buffers.direct.bytes");
        ratio(
                registry,
                "jvm.metaspace.used.ratio",
                "jvm-metaspace-runs-out",
                "Classes grow toward the end of their space: some are loaded again and again",
                "jvm.metaspace.bytes");
        ratio(
                registry,
                "jvm.container.used.ratio",
                "jvm-container-memory-runs-out",
                "The container's memory is being used up, and the kernel kills the process at the limit",
                "jvm.container.headroom.bytes");
        ratio(
                registry,
                "jvm.files.used.ratio",
                "jvm-files-run-out",
                "Descriptors grow toward their limit: some are opened and not closed",
                "jvm.files.open.count");
        disk(registry, "");
        registry.probes().stream()
                .filter(probe -> probe.startsWith(DISK))
                .forEach(probe -> disk(registry, "." + probe.substring(DISK.length())));
        registry.probes().stream()
                .filter(probe -> probe.startsWith(POOL))
                .map(probe -> probe.substring(POOL.length()))
                .forEach(pool -> ratio(
                        registry,
                        "pool." + pool + ".used.ratio",
                        "jvm-pool-" + pool + "-runs-out",
                        "More and more of the pool is lent out and not given back",
                        "pool." + pool + ".free.count"));
    }

    private static void disk(Registry registry, String label) {
        registry.defaultRule(
                when("jvm.disk" + label + ".free.bytes")
                        .runsOutWithin(DAY)
                        .named("jvm-disk" + label.replace('.', '-') + "-runs-out")
                        .because("The disk fills up, and then every write fails"),
                Set.of("jvm.disk" + label + ".used.ratio"));
    }

    private static void ratio(Registry registry, String metric, String name, String reason, String alike) {
        registry.defaultRule(when(metric).runsOutWithin(DAY).named(name).because(reason), Set.of(alike));
    }
}
