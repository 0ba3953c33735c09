package io.selfheal;

import java.util.List;
import java.util.Map;

/**
 * Decides what to do about a case. Pure: the same case gives the same decision, nothing outside is called, nothing is
 * kept. Called on the loop's thread, so it must not block. What it chooses still has to pass the guards.
 */
@FunctionalInterface
public interface DecisionEngine {
    /**
     * Decides.
     *
     * @param about the case
     * @return what to do about it
     */
    Decision decide(Case about);

    /**
     * How likely each action is to cure, in this engine's view, for an adviser's word to be weighed against.
     *
     * @param about the case
     * @return chances from 0 to 1 by action; empty, as by default, where it has none: then advice can object and explain, but
     *     not put one action before another
     */
    default Map<String, Double> chances(Case about) {
        return Map.of();
    }

    /** The names of the causes that it tells apart, for an adviser to choose from; none by default. */
    default List<String> causes() {
        return List.of();
    }

    /**
     * The engine that climbs a rule's ladder: the gentlest action first, each at most once an incident, and escalates when
     * none is left. Without a ladder it escalates: it never guesses.
     */
    static DecisionEngine ladder() {
        return new LadderEngine();
    }
}
