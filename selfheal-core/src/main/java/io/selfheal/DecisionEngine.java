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
     * Whether the engine judges a gauge by its own past. The loop then keeps what was usual for it, and hands it over as
     * {@link Background#pasts()}. Asked once for each name.
     *
     * @param gauge the gauge's name
     * @return false by default
     */
    default boolean looksBackAt(String gauge) {
        return false;
    }

    /**
     * Which sick component is the likeliest to be behind what is wrong with several. Asked where trouble may come from more
     * than one; it must be pure and quick, too.
     *
     * @param symptoms every symptom that holds now
     * @param background what surrounds them
     * @return the sick components, the likeliest first; empty, as by default, if it does not say
     */
    default List<String> suspects(List<Symptom> symptoms, Background background) {
        return List.of();
    }

    /**
     * What the engine will not be able to tell, as nothing that is measured shows it. Asked once, after probes have had a
     * minute to report, and recorded as {@link HealingEvent.BlindSpotsFound}.
     *
     * @param snapshot what probes report
     * @return a sentence for each; empty, as by default, if there is nothing of the kind
     */
    default List<String> blindSpots(Snapshot snapshot) {
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
