package io.selfheal.diagnose;

import java.util.Map;

/**
 * A cause of trouble, the signs that it produces, and the remedies that cure it.
 *
 * @param name its name, such as {@code cache bloat}
 * @param prior the chance that it is at work when an incident opens, before anything is looked at
 * @param signs for each sign's id the chance that this cause alone produces it
 * @param cures for each action's id the chance that the action cures it; {@link #NOTHING} for the chance that it goes by
 *     itself. An action whose id is one of these with something behind it, as {@code grow-pool-orders}, counts as that one
 * @param outside whether it lies outside of the service, so that restarting the service is no remedy
 * @param afterDeployment by what its odds are multiplied right after a deployment; 1 for not at all
 * @param besideSick by what its odds are multiplied while something that the service depends on is sick; 1 for not at all
 */
public record KnownCause(
        String name,
        double prior,
        Map<String, Double> signs,
        Map<String, Double> cures,
        boolean outside,
        double afterDeployment,
        double besideSick) {
    /** Stands among the cures for doing nothing. */
    public static final String NOTHING = "nothing";

    /** Copies the maps; throws {@link IllegalArgumentException} if a chance is none, or it produces no sign. */
    public KnownCause {
        signs = Map.copyOf(signs);
        cures = Map.copyOf(cures);
        String cause = "cause \"" + name + "\"";
        if (name.isBlank() || name.equals(Hypothesis.UNKNOWN_NAME)) {
            throw new IllegalArgumentException(cause + " has no name of its own: name it, like cache bloat");
        }
        if (signs.isEmpty()) {
            throw new IllegalArgumentException(cause + " produces no sign, so nothing could ever show it: give one");
        }
        Chance.check(prior, "the prior of " + cause);
        signs.forEach((sign, chance) -> Chance.check(chance, "the strength of " + sign + " in " + cause));
        cures.forEach((action, chance) -> Chance.check(chance, "the chance of " + action + " in " + cause));
        Chance.checkFactor(afterDeployment, cause + " after a deployment");
        Chance.checkFactor(besideSick, cause + " beside a sick dependency");
    }

    /**
     * A cause within the service, on which neither a deployment nor a dependency bears.
     *
     * @param name its name
     * @param prior the chance that it is at work when an incident opens
     * @param signs for each sign's id the chance that this cause alone produces it
     * @param cures for each action's id the chance that the action cures it
     */
    public KnownCause(String name, double prior, Map<String, Double> signs, Map<String, Double> cures) {
        this(name, prior, signs, cures, false, 1, 1);
    }

    KnownCause cures(String action, double chance) {
        return new KnownCause(
                name, prior, signs, Knowledge.with(cures, action, chance), outside, afterDeployment, besideSick);
    }

    KnownCause shows(String sign, double chance) {
        return new KnownCause(
                name, prior, Knowledge.with(signs, sign, chance), cures, outside, afterDeployment, besideSick);
    }

    double strength(Sign sign) {
        return signs.getOrDefault(sign.id(), 0.0);
    }

    /**
     * The declared chance that an action cures it.
     *
     * @param action the action's id; of those that are declared the one with the longest name counts that fits
     * @param otherwise the chance if nothing is declared
     */
    double cure(String action, double otherwise) {
        Double chance = cures.get(action);
        if (chance != null) {
            return chance;
        }
        String nearest = "";
        for (String known : cures.keySet()) {
            if (Knowledge.isOf(action, known) && known.length() > nearest.length()) {
                nearest = known;
            }
        }
        return cures.getOrDefault(nearest, otherwise);
    }
}
