package io.selfheal.diagnose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How likely actions are to end an incident, for each hypothesis of what is behind it. Of one decision. */
final class Efficacy {
    /** Assumed: an action that nothing is known about cures one time in fifty. */
    static final double UNKNOWN_CURE = 0.02;

    /** Assumed: one time in ten trouble goes by itself. */
    private static final double BY_ITSELF = 0.1;

    private final Knowledge knowledge;
    private final Experience experience;
    private final boolean[] producing;
    private final Belief belief;
    private final Map<String, Cures> cures = new HashMap<>();

    /** Makes a number of what is believed of an action's chance to cure a cause. */
    interface Belief {
        double chance(Beta believed, String action, String cause);
    }

    /**
     * What is to be expected.
     *
     * @param knowledge what is declared
     * @param experience what outcomes say
     * @param told the signs that the incident is about; empty if it is about something else
     */
    Efficacy(Knowledge knowledge, Experience experience, List<Sign> told) {
        this(knowledge, experience, told, (believed, action, cause) -> believed.mean());
    }

    Efficacy(Knowledge knowledge, Experience experience, List<Sign> told, Belief belief) {
        this.knowledge = knowledge;
        this.experience = experience;
        this.belief = belief;
        this.producing = new boolean[knowledge.causes().size()];
        for (int cause = 0; cause < producing.length; cause++) {
            producing[cause] = told.isEmpty() || produces(knowledge.causes().get(cause), told);
        }
    }

    /** The chance that an action ends the incident if a hypothesis holds. */
    double cure(String action, Hypothesis hypothesis) {
        return of(action).of(hypothesis);
    }

    /** The same over all hypotheses. */
    double told(String action, Posterior posterior) {
        return of(action).over(posterior);
    }

    /** What that is worth, going by what came of such chances. */
    double cure(String action, Posterior posterior) {
        return experience.worth(told(action, posterior), declared(action, posterior));
    }

    /**
     * The chance that an incident ends if an action is taken, over all hypotheses: by it, or as it would have by itself. What came
     * of such chances can lower it only, as that of doing nothing, which it is compared with, stays as it is.
     */
    double ends(String action, Posterior posterior) {
        double told = of(action).over(posterior, of(KnownCause.NOTHING));
        return Math.min(told, experience.worth(told, declared(action, posterior)));
    }

    /** Which part of such a chance rests on what is declared, and not on outcomes of the action itself. */
    private double declared(String action, Posterior posterior) {
        double held = posterior.chanceOfUnknown();
        double declared = held * experience.of(action, Hypothesis.UNKNOWN_NAME).declared();
        for (KnownCause cause : knowledge.causes()) {
            double chance = posterior.chance(cause);
            held += chance;
            declared += chance * experience.of(action, cause.name()).declared();
        }
        return declared / held;
    }

    private Cures of(String action) {
        Cures known = cures.get(action);
        if (known == null) {
            known = folded(action);
            cures.put(action, known);
        }
        return known;
    }

    /** What is declared and learnt is brought together once for each cause, not for each hypothesis. */
    private Cures folded(String action) {
        double[] chances = new double[producing.length];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = chance(action, knowledge.causes().get(i).name());
        }
        return new Cures(chances, producing, chance(action, Hypothesis.UNKNOWN_NAME), undeclared(action));
    }

    private double chance(String action, String cause) {
        return belief.chance(experience.of(action, cause), action, cause);
    }

    /** The chance of what nothing is declared of. */
    static double undeclared(String action) {
        return action.equals(KnownCause.NOTHING) ? BY_ITSELF : UNKNOWN_CURE;
    }

    private static boolean produces(KnownCause cause, List<Sign> told) {
        for (Sign sign : told) {
            if (cause.strength(sign) > sign.leak()) {
                return true;
            }
        }
        return false;
    }
}
