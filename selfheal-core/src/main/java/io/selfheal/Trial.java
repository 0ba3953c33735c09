package io.selfheal;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one attempt, or of leaving an incident alone, in the past: a verified outcome that nothing else can have
 * brought about.
 *
 * @param action the action's id; empty if nothing was done
 * @param problem the problem of the incident
 * @param component the component that was sick
 * @param causes how probable each cause was held to be when it was decided; empty if none was inferred
 * @param verdict {@link Verdict#HEALED}, {@link Verdict#NO_EFFECT} or {@link Verdict#WORSE}
 * @param time when it was judged, on the wall clock of the record
 */
public record Trial(
        String action, String problem, String component, Map<String, Double> causes, Verdict verdict, Instant time) {
    /** Escapes and caps the texts and copies the map, sorted by name. */
    public Trial {
        action = Text.name(action);
        problem = Text.name(problem);
        component = Text.name(component);
        Map<String, Double> held = new TreeMap<>();
        causes.forEach((cause, chance) -> held.put(Text.name(cause), chance));
        causes = Collections.unmodifiableMap(held);
    }

    /** Whether the symptom was gone. */
    public boolean healed() {
        return verdict == Verdict.HEALED;
    }

    /** Whether nothing was done. */
    public boolean untouched() {
        return action.isEmpty();
    }
}
