package io.selfheal.diagnose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How likely an action is to end an incident, for each hypothesis of what is behind it. */
final class Efficacy {
    /** Assumed: an action that nothing is known about cures one time in fifty. */
    static final double UNKNOWN_CURE = 0.02;

    /** Assumed: one time in ten trouble goes by itself. */
    private static final double BY_ITSELF = 0.1;

    private final Experience experience;
    private final List<Sign> told;
    private final Belief belief;
    private final Map<String, Map<String, Double>> chances = new HashMap<>();
    private final Map<String, Boolean> producing = new HashMap<>();

    /** Makes a number of what is believed of an action's chance to cure a cause. */
    interface Belief {
        double chance(Beta believed, String action, String cause);
    }

    /**
     * What is to be expected.
     *
     * @param experience what outcomes say
     * @param told the signs that the incident is about; empty if it is about something else
     */
    Efficacy(Experience experience, List<Sign> told) {
        this(experience, told, (believed, action, cause) -> believed.mean());
    }

    Efficacy(Experience experience, List<Sign> told, Belief belief) {
        this.experience = experience;
        this.told = told;
        this.belief = belief;
    }

    /**
     * The chance θ that an action ends the incident if a hypothesis holds. Of two causes only those matter that produce what
     * the incident is about, and all of these have to be cured.
     */
    double cure(String action, Hypothesis hypothesis) {
        if (hypothesis.isUnknown()) {
            return chance(action, Optional.empty());
        }
        double least = 1;
        boolean any = false;
        for (KnownCause cause : hypothesis.causes()) {
            if (told.isEmpty() || produces(cause)) {
                any = true;
                least = Math.min(least, chance(action, Optional.of(cause)));
            }
        }
        return any ? least : undeclared(action);
    }

    /** The same over all hypotheses. */
    double cure(String action, Posterior posterior) {
        double sum = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            sum += posterior.chance(h) * cure(action, posterior.hypotheses().get(h));
        }
        return sum;
    }

    /**
     * The chance that an incident ends if an action is taken, over all hypotheses: by the action, or as it would have by itself.
     */
    double ends(String action, Posterior posterior) {
        double sum = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            Hypothesis hypothesis = posterior.hypotheses().get(h);
            double neither = (1 - cure(action, hypothesis)) * (1 - cure(KnownCause.NOTHING, hypothesis));
            sum += posterior.chance(h) * (1 - neither);
        }
        return sum;
    }

    private boolean produces(KnownCause cause) {
        return producing.computeIfAbsent(
                cause.name(), name -> told.stream().anyMatch(sign -> cause.strength(sign) > sign.leak()));
    }

    private double chance(String action, Optional<KnownCause> cause) {
        String name = cause.map(KnownCause::name).orElse(Hypothesis.UNKNOWN_NAME);
        return chances.computeIfAbsent(action, id -> new HashMap<>()).computeIfAbsent(name, id -> {
            double declared = cause.flatMap(known -> known.cure(action)).orElse(undeclared(action));
            return belief.chance(experience.of(action, name, declared), action, name);
        });
    }

    private static double undeclared(String action) {
        return action.equals(KnownCause.NOTHING) ? BY_ITSELF : UNKNOWN_CURE;
    }
}
