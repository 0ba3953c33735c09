package io.selfheal.diagnose;

import java.util.Map;

/**
 * A cause of trouble, the signs that it produces, and the remedies that cure it.
 *
 * @param name its name, such as {@code cache bloat}
 * @param prior the chance that it is at work when an incident opens, before anything is looked at
 * @param signs for each sign's id the chance that this cause alone produces it
 * @param cures for each action's id the chance that the action cures it
 */
public record KnownCause(String name, double prior, Map<String, Double> signs, Map<String, Double> cures) {
    /** Copies the maps; throws {@link IllegalArgumentException} if a chance is none, or it produces no sign. */
    public KnownCause {
        signs = Map.copyOf(signs);
        cures = Map.copyOf(cures);
        String cause = "cause \"" + name + "\"";
        if (signs.isEmpty()) {
            throw new IllegalArgumentException(cause + " produces no sign, so nothing could ever show it: give one");
        }
        Chance.check(prior, "the prior of " + cause);
        signs.forEach((sign, chance) -> Chance.check(chance, "the strength of " + sign + " in " + cause));
        cures.forEach((action, chance) -> Chance.check(chance, "the chance of " + action + " in " + cause));
    }
}
