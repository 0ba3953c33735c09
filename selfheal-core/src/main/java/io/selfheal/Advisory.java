package io.selfheal;

import java.util.Optional;

/** Where the loop has cases advised on. */
interface Advisory {
    /** How the loop is advised. */
    Advising advising();

    /** Asks, unless there is an answer or none is to be expected; why the decision has to wait for it, empty if it has not. */
    Optional<Decision.Hold> ask(Case about, Decision alone, DecisionEngine engine, long now);

    /** Whether a case is worth a question: one that is acted on, or that a person is told of. */
    default boolean concerns(Case about, Decision alone) {
        return !(alone instanceof Decision.Hold)
                && (!about.laddered() || advising().ladders());
    }

    /** Whether it is too urgent to wait for an answer: it is asked for all the same, for the record and for the next step. */
    default boolean urgent(Case about, Decision alone) {
        return alone instanceof Decision.Heal && about.incident().symptom().severity() >= Fusion.URGENT;
    }

    /** The decision while the answer is awaited. */
    default Decision.Hold waits() {
        return new Decision.Hold(
                "Advice",
                advising().advisor() + " is asked, and waited for, for "
                        + Words.duration(advising().deadline()) + " at most");
    }
}
