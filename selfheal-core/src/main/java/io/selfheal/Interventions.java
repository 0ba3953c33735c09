package io.selfheal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which components are being acted on, from the start of an action until it has settled or is undone: a fold over events. */
final class Interventions {
    private static final int MOST = 1_000;

    /**
     * By incident and action. Not by a record of both: the equals that the JDK makes for one is kept by the JDK for good, and with
     * it the class loader of a service that was undeployed.
     */
    private final Map<String, Map<String, Set<String>>> underWay = new LinkedHashMap<>();

    private Set<String> components = Set.of();

    void apply(HealingEvent event, IncidentBook incidents) {
        if (event instanceof HealingEvent.ActionStarted started) {
            begun(started.incident(), started.action(), started.component(), incidents);
        } else if (event instanceof HealingEvent.UndoStarted started) {
            begun(started.incident(), started.action(), started.component(), incidents);
        } else if (event instanceof HealingEvent.OutcomeJudged judged) {
            over(judged.incident(), judged.action());
        } else if (event instanceof HealingEvent.UndoEnded ended) {
            over(ended.incident(), ended.action());
        } else if (event instanceof HealingEvent.LoopStarted && !underWay.isEmpty()) {
            // Nothing of an earlier process runs any more; what is still to be judged belongs to an open incident.
            underWay.keySet().removeIf(incident -> incidents.byId(incident).isEmpty());
            components = sum();
        }
    }

    /** The components whose metrics show what is done to them, and not how they fare. */
    Set<String> components() {
        return components;
    }

    private void begun(String incident, String action, String target, IncidentBook incidents) {
        if (underWay.size() < MOST) {
            Set<String> touched = new HashSet<>(Set.of(target));
            incidents.byId(incident).ifPresent(known -> touched.add(known.component()));
            underWay.computeIfAbsent(incident, first -> new LinkedHashMap<>()).put(action, touched);
            components = sum();
        }
    }

    private void over(String incident, String action) {
        Map<String, Set<String>> actions = underWay.getOrDefault(incident, Map.of());
        if (actions.containsKey(action)) {
            actions.remove(action);
            if (actions.isEmpty()) {
                underWay.remove(incident);
            }
            components = sum();
        }
    }

    private Set<String> sum() {
        Set<String> all = new HashSet<>();
        underWay.values().forEach(actions -> actions.values().forEach(all::addAll));
        return Set.copyOf(all);
    }
}
