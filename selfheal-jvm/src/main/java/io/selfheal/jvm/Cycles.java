package io.selfheal.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The cycles among waiting threads: each member waits for the next one, the last for the first. The JVM's own list of
 * deadlocked threads also names all those that wait behind a cycle, and to free them mends nothing.
 */
final class Cycles {
    private Cycles() {}

    /** Every cycle once, without those that wait behind it. */
    static List<List<Wait>> in(List<Wait> waits) {
        Map<Long, Wait> byId = new HashMap<>();
        waits.forEach(wait -> byId.put(wait.id(), wait));
        List<List<Wait>> cycles = new ArrayList<>();
        Set<Long> done = new HashSet<>();
        for (Wait start : waits) {
            List<Wait> path = new ArrayList<>();
            Wait at = start;
            while (at != null && done.add(at.id())) {
                path.add(at);
                at = byId.get(at.owner());
            }
            int entry = at == null ? -1 : path.indexOf(at);
            if (entry >= 0) {
                cycles.add(List.copyOf(path.subList(entry, path.size())));
            }
        }
        return cycles;
    }

    /** Whether a member of it may give up by itself, with which it would be gone. */
    static boolean timed(List<Wait> cycle) {
        return cycle.stream().anyMatch(Wait::timed);
    }

    /** A cycle in words. */
    static String shown(List<Wait> cycle) {
        return cycle.stream().map(Wait::shown).collect(Collectors.joining(", "));
    }
}
