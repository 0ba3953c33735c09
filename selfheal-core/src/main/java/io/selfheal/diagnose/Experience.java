package io.selfheal.diagnose;

import io.selfheal.Background;
import io.selfheal.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What outcomes say of the chance θ that an action cures a cause: a Beta posterior. The declared chance counts as {@link
 * #DECLARED} outcomes, and each verified one as the probability that the cause was held to have, halved every {@link
 * #HALF_LIFE}, so that what was learnt long ago gives way to what was declared. Doing nothing is judged in the same way.
 */
final class Experience {
    /** Assumed: a declared chance is worth four outcomes. */
    static final double DECLARED = 4;

    /** Assumed: after a month a service has changed so much that an outcome says half as much. */
    static final Duration HALF_LIFE = Duration.ofDays(30);

    private final String problem;
    private final Map<String, Map<String, double[]>> sums = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Experience(Background background, String problem, Instant now) {
        this.problem = problem;
        background.trials().forEach(trial -> add(trial, now));
    }

    private void add(Trial trial, Instant now) {
        String action = trial.untouched() ? KnownCause.NOTHING : trial.action();
        double age = Math.max(0, Duration.between(trial.time(), now).toSeconds());
        double fresh = Math.pow(2, -age / HALF_LIFE.toSeconds());
        Map<String, double[]> ofAction = sums.computeIfAbsent(action, id -> new HashMap<>());
        trial.causes().forEach((cause, chance) -> add(ofAction, cause, fresh * chance, trial.healed()));
        if (trial.causes().isEmpty() && trial.problem().equals(problem)) {
            add(ofAction, "", fresh, trial.healed());
        }
        if (!trial.causes().isEmpty() || trial.problem().equals(problem)) {
            counts.merge(action, 1, Integer::sum);
        }
    }

    private static void add(Map<String, double[]> ofAction, String cause, double weight, boolean healed) {
        double[] sum = ofAction.computeIfAbsent(cause, name -> new double[2]);
        sum[healed ? 0 : 1] += weight;
    }

    /**
     * What is believed of an action's chance to cure a cause.
     *
     * @param action the action's id; {@link KnownCause#NOTHING} for doing nothing
     * @param cause the cause's name
     * @param declared the chance that was declared, or assumed
     */
    Beta of(String action, String cause, double declared) {
        double a = DECLARED * declared;
        double b = DECLARED * (1 - declared);
        Map<String, double[]> ofAction = sums.getOrDefault(action, Map.of());
        for (String key :
                new String[] {cause, ""}) { // also what was tried on this problem before any cause was inferred
            double[] sum = ofAction.get(key);
            if (sum != null) {
                a += sum[0];
                b += sum[1];
            }
        }
        return new Beta(a, b);
    }

    /** How many outcomes of an action are remembered. */
    int outcomes(String action) {
        return counts.getOrDefault(action, 0);
    }
}
