package io.selfheal.cli;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;

/** A decision in a few words. */
final class Decided {
    private Decided() {}

    static String shown(HealingEvent.DecisionMade made) {
        Decision decision = made.decision();
        if (decision instanceof Decision.Heal heal) {
            return "run " + heal.action();
        }
        return decision instanceof Decision.Hold hold ? "hold: " + hold.name() : "tell a person";
    }

    /** What it is about: the problem and its component. */
    static String about(HealingEvent.DecisionMade made) {
        return made.symptom().id() + " of " + made.symptom().component();
    }
}
