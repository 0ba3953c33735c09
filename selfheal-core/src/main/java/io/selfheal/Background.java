package io.selfheal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a case, and what came before it.
 *
 * @param service the host service's name, which is also the component of what names none; empty if it is not told
 * @param needs for each known component what it depends on; what nobody declared is not in it
 * @param trials what came of earlier attempts, and of leaving things alone: at most 500, the oldest first
 * @param deployed when the service, or the incident's component, was last deployed; empty if nobody said
 * @param pasts what was usual for the gauges that the engine {@linkplain DecisionEngine#looksBackAt looks back at}, by name
 * @param severityAtFirst the severity of the incident's symptom when it was opened
 */
public record Background(
        String service,
        Map<String, Set<String>> needs,
        List<Trial> trials,
        Optional<Instant> deployed,
        Map<String, Past> pasts,
        double severityAtFirst) {
    private static final Background NONE =
            new Background("", Map.of(), List.of(), Optional.empty(), Map.of(), Double.POSITIVE_INFINITY);

    /** Copies what is not copied yet, in its order. */
    public Background {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        needs.forEach(
                (component, others) -> copy.put(component, Collections.unmodifiableSet(new LinkedHashSet<>(others))));
        needs = Collections.unmodifiableMap(copy);
        trials = List.copyOf(trials);
        pasts = Collections.unmodifiableMap(pasts);
    }

    /** Nothing is known of it, and the symptom never got worse. */
    public static Background none() {
        return NONE;
    }
}
