package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A symptom to look for and what to do about it: a detector with a ladder of actions. Immutable; it may be given to
 * several builders. Usually written as a sentence with {@code io.selfheal.rule.Rules.when(…)}.
 */
public interface Rule {
    /** The id, unique within a service; also the {@link Symptom#id()} of what it raises. */
    String id();

    /** Why its actions are taken, in one sentence of the host's own. */
    String reason();

    /** The names of the metrics that it judges by. */
    Set<String> metrics();

    /** What a rule holds a metric against. */
    enum Basis {
        /** A level, a change or a health that is bad now. */
        LIMIT,
        /** What is usual for the metric. */
        NORM,
        /** When it runs out. */
        FORECAST
    }

    /** What it holds its metrics against; a limit, unless it says otherwise. */
    default Set<Basis> bases() {
        return Set.of(Basis.LIMIT);
    }

    /** The ids of the actions to try, gentlest first, each at most once an incident; empty to only tell. */
    List<String> ladder();

    /** How long after an action its effect is judged. */
    Duration settle();

    /** A detector with fresh state, whose symptoms carry this rule's id. */
    Detector newDetector();

    /** What is wrong with the rule itself, each with its fix; empty if nothing is. */
    List<String> problems();
}
