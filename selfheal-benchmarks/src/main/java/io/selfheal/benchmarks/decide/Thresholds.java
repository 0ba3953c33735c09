package io.selfheal.benchmarks.decide;

import io.selfheal.Decision;
import io.selfheal.Snapshot;
import java.util.List;

/** What one writes first: a chain of ifs over the numbers that every dashboard shows, with limits out of the air. */
final class Thresholds {
    private static final List<If> CHAIN = List.of(
            new If("jvm.heap.live.ratio", 0.9, "trim-caches"),
            new If("jvm.threads.hottest.cpu.ratio", 0.9, "shed-load"),
            new If("pool.db.used.ratio", 0.9, "reclaim-connections"),
            new If("jvm.disk.spool.used.ratio", 0.9, "purge-spool"),
            new If("jvm.files.used.ratio", 0.9, "graceful-restart"),
            new If("jvm.threads.count", 250, "graceful-restart"));

    private Thresholds() {}

    static Decision decide(Snapshot snapshot) {
        for (If one : CHAIN) {
            if (snapshot.gauge(one.metric).orElse(0) > one.limit) {
                return Decision.Heal.of(one.action, one.metric + " is above " + one.limit);
            }
        }
        return new Decision.Hold("Normal", "no number is above its limit");
    }

    private record If(String metric, double limit, String action) {}
}
