package io.selfheal.benchmarks.decide;

import io.selfheal.diagnose.Knowledge;
import java.util.Map;
import java.util.Set;

/**
 * What a host like the shop of the gallery declares: the built-in knowledge, which of its own actions is which kind of remedy,
 * with the chances of that kind, and what it depends on. Nothing here was chosen by looking at the recording.
 */
final class HostKnowledge {
    static final String SERVICE = "shop";
    static final Map<String, Set<String>> NEEDS = Map.of(SERVICE, Set.of("payments"));

    private HostKnowledge() {}

    static Knowledge ofShop() {
        return Knowledge.jvm()
                .cures("cancel-pricing", "runaway thread", 0.8)
                .cures("cancel-exports", "thread leak", 0.8)
                .cures("reclaim-connections", "pool leak", 0.85)
                .cures("reclaim-buffers", "direct memory leak", 0.85)
                .cures("close-idle-files", "descriptor leak", 0.85)
                .cures("purge-spool", "disk filling", 0.8);
    }
}
