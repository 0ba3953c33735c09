package io.selfheal;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something is wrong with a component: since when, how badly, and the numbers that say so.
 *
 * @param id the problem it is a sign of: the id of the rule or detector that saw it; escaped and capped
 * @param component whose symptom it is; never empty
 * @param since when it was first seen, on the wall clock
 * @param severity how badly: 0 at the limit, 1 one hysteresis band beyond it (the band is the way from the limit to the
 *     clearing level), growing without bound; for a health 1 is DEGRADED and 2 is DOWN; never NaN
 * @param fresh whether the numbers are of this snapshot; false while the symptom is only remembered because its metric
 *     went stale
 * @param findings the numbers, the leading one first; at least one
 */
public record Symptom(
        String id, String component, Instant since, double severity, boolean fresh, List<Finding> findings) {
    /** Copies the findings; throws {@link IllegalArgumentException} if there is none. */
    public Symptom {
        id = Text.name(id);
        component = Text.name(component);
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("symptom \"" + id + "\" has no finding: give the number that shows it");
        }
        if (Double.isNaN(severity)) {
            throw new IllegalArgumentException("symptom \"" + id + "\" has the severity NaN: give a number");
        }
    }

    /** What tells this problem from every other one of the service: component and id. */
    public String key() {
        return component + "/" + id;
    }

    /** All findings as a person reads them. */
    public String shown() {
        return findings.stream().map(Finding::shown).collect(Collectors.joining(" and "));
    }
}
