package io.selfheal.benchmarks.decide;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is really behind each fault, in the words of the built-in knowledge. Declared, as only who made the fault knows. */
final class Truth {
    private static final Map<String, Set<String>> CAUSES = Map.ofEntries(
            Map.entry("cache-leak", Set.of("cache bloat")),
            Map.entry("listener-leak", Set.of("heap leak")),
            // a cache is filled with nearly all of the heap, so that the collector never rests: both are said truly
            Map.entry("gc-thrash", Set.of("cache bloat", "collector thrash")),
            Map.entry("spinning-threads", Set.of("runaway thread")),
            Map.entry("deadlock", Set.of("deadlock")),
            Map.entry("monitor-deadlock", Set.of("unbreakable deadlock")),
            Map.entry("leaked-leases", Set.of("pool leak")),
            Map.entry("hanging-downstream", Set.of("stuck downstream")),
            Map.entry("slow-downstream", Set.of("stuck downstream")),
            Map.entry("thread-leak", Set.of("thread leak")),
            Map.entry("direct-memory-leak", Set.of("direct memory leak")),
            Map.entry("descriptor-leak", Set.of("descriptor leak")),
            Map.entry("disk-filling", Set.of("disk filling")));

    private Truth() {}

    /** The names of causes that are right for a condition; empty if nothing is wrong, or nobody knows. */
    static Optional<Set<String>> of(String condition) {
        return Optional.ofNullable(CAUSES.get(condition));
    }
}
