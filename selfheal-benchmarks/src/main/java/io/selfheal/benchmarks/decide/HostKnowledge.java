package io.selfheal.benchmarks.decide;

import io.selfheal.diagnose.Knowledge;
import io.selfheal.diagnose.KnownCause;

/**
 * What a host like the shop of the gallery declares: the built-in knowledge, and which of its own actions is which kind of
 * remedy, with the chances of that kind. Nothing here was chosen by looking at the recording.
 */
final class HostKnowledge {
    private static final String RESTART = "restart";

    private HostKnowledge() {}

    static Knowledge ofShop() {
        Knowledge knowledge = Knowledge.jvm();
        for (KnownCause cause : knowledge.causes()) {
            Double chance = cause.cures().get(RESTART);
            if (chance != null) {
                knowledge = knowledge.cures("graceful-restart", cause.name(), chance);
            }
        }
        return knowledge
                .cures("cancel-pricing", "runaway thread", 0.8)
                .cures("cancel-exports", "thread leak", 0.8)
                .cures("reclaim-connections", "pool leak", 0.85)
                .cures("reclaim-buffers", "direct memory leak", 0.85)
                .cures("close-idle-files", "descriptor leak", 0.85)
                .cures("purge-spool", "disk filling", 0.8);
    }
}
