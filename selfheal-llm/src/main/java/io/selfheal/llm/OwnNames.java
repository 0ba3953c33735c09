package io.selfheal.llm;

import java.util.Set;

/** The names of the metrics that selfheal's own probes report: they say nothing of the host. */
final class OwnNames {
    private static final Set<String> NAMES = Set.of(
            "cache.used.ratio",
            "cpu.used.ratio",
            "disk.used.ratio",
            "jvm.allocated.bytes",
            "jvm.buffers.direct.bytes",
            "jvm.buffers.direct.count",
            "jvm.buffers.direct.used.ratio",
            "jvm.buffers.mapped.bytes",
            "jvm.caches.bytes",
            "jvm.caches.heap.ratio",
            "jvm.classes.loaded.count",
            "jvm.code.cache.used.ratio",
            "jvm.container.headroom.bytes",
            "jvm.container.used.ratio",
            "jvm.disk.left.seconds",
            "jvm.disk.used.ratio",
            "jvm.files.open.count",
            "jvm.files.used.ratio",
            "jvm.gc.concurrent.ratio",
            "jvm.gc.debt.seconds",
            "jvm.gc.pause.ratio",
            "jvm.heap.floor.ratio",
            "jvm.heap.live.bytes",
            "jvm.heap.live.confirmed.ratio",
            "jvm.heap.live.ratio",
            "jvm.memory.growth.bytes",
            "jvm.memory.growth.heap.ratio",
            "jvm.memory.rss.bytes",
            "jvm.metaspace.bytes",
            "jvm.metaspace.used.ratio",
            "jvm.tasks.oldest.seconds",
            "jvm.tasks.running.count",
            "jvm.tasks.stuck.seconds",
            "jvm.threads.blocked.ratio",
            "jvm.threads.count",
            "jvm.threads.deadlocked.count",
            "jvm.threads.deadlocked.unbreakable.count",
            "jvm.threads.growth.count",
            "jvm.threads.hottest.cpu.ratio",
            "jvm.threads.spinning.count",
            "jvm.threads.virtual.carriers.count",
            "jvm.threads.virtual.mounted.count",
            "jvm.threads.virtual.mounted.ratio",
            "jvm.threads.virtual.parallelism.count",
            "jvm.threads.virtual.queued.count",
            "memory.available.bytes",
            "memory.limit.bytes",
            "memory.used.ratio",
            "pool.used.ratio",
            "process.cpu.used.ratio",
            "process.files.open.count",
            "process.files.used.ratio",
            "process.memory.rss.bytes",
            "queue.used.ratio",
            "swap.used.ratio");

    private OwnNames() {}

    static boolean holds(String name) {
        return NAMES.contains(name);
    }
}
