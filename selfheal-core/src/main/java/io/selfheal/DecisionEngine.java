package io.selfheal;

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
     * The engine that climbs a rule's ladder: the gentlest action first, each at most once an incident, and escalates when
     * none is left. Without a ladder it escalates: it never guesses.
     */
    static DecisionEngine ladder() {
        return new LadderEngine();
    }
}
