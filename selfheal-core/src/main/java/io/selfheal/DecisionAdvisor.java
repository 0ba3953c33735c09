package io.selfheal;

/**
 * Gives a second opinion on a case: a language model, a service, a colleague's script. Its advice becomes part of the
 * {@link Case} and of the record; it can put one action that the engine finds worth its risk before another, object, and
 * explain. It cannot have anything run that the engine alone would not run, raise the risk, pass a guard or change the mode.
 *
 * <p>Called on a thread of its own, one call for an incident at a time; it may block, throw, and hang: after its deadline it
 * is interrupted, what it says is discarded, and the engine decides alone. Calls for different incidents may overlap.
 */
@FunctionalInterface
public interface DecisionAdvisor {
    /** Its name in events; asked once, when the healer is built. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() || getClass().isHidden() ? "adviser" : simple;
    }

    /**
     * Advises.
     *
     * @param question the case, what may be chosen, and how long there is
     * @return what it says; {@link Advice.Missing} if it has reasons not to ask or not to trust the answer
     * @throws Exception whatever goes wrong: it counts as no advice
     */
    Advice advise(Question question) throws Exception;
}
