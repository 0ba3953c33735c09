package io.selfheal.diagnose;

import io.selfheal.Unit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tries, now and then, an action that may be better than it is believed to be: Thompson sampling (Thompson 1933). Only what is
 * SAFE and reversible is tried, the draws come from the incident's id, so that a replay draws the same, and the reason says so.
 */
final class Exploration {
    private Exploration() {}

    /**
     * An action to try instead of the best one.
     *
     * @param weighed every action, with what is expected of it
     * @param greedy the best by what is expected; empty if none is worth it
     * @param inference what was inferred
     * @param seed what the draws are made of
     * @return the action, with why; empty if nothing drawn beats the best
     */
    static Optional<Try> draw(List<Weighed> weighed, Optional<Weighed> greedy, Inference inference, String seed) {
        Posterior posterior = inference.posterior();
        Efficacy drawn = new Efficacy(
                inference.knowledge(),
                inference.experience(),
                inference.told(),
                (believed, action, cause) -> believed.draw(random(seed + '/' + action + '/' + cause)));
        double bar = greedy.map(best -> worth(best, drawn, posterior)).orElse(Double.NEGATIVE_INFINITY);
        Optional<Try> found = Optional.empty();
        for (Weighed option : weighed) {
            if (option.mayBeExplored() && !greedy.equals(Optional.of(option))) {
                double worth = worth(option, drawn, posterior);
                if (worth > bar && option.better(worth)) {
                    bar = worth;
                    found = Optional.of(new Try(option, drawn.cure(option.action(), posterior)));
                }
            }
        }
        return found;
    }

    /** The best is held to what is expected of it, unless it might be explored itself. */
    private static double worth(Weighed option, Efficacy drawn, Posterior posterior) {
        return option.mayBeExplored()
                ? Utility.of(
                        drawn.ends(option.action(), posterior),
                        option.candidate().risk())
                : option.utility();
    }

    private static SplittableRandom random(String seed) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < seed.length(); i++) {
            hash = (hash ^ seed.charAt(i)) * 0x100000001b3L;
        }
        return new SplittableRandom(hash);
    }

    /**
     * What is tried.
     *
     * @param option the action
     * @param drawn the chance to cure that was drawn for it
     */
    record Try(Weighed option, double drawn) {
        String words(Optional<Weighed> greedy) {
            return "tried to learn whether it helps: a chance of " + percent(drawn) + " was drawn, where "
                    + percent(option.cure()) + " is expected"
                    + greedy.map(best -> ", and " + percent(best.cure()) + " of " + best.action())
                            .orElse("");
        }

        private static String percent(double chance) {
            return Unit.RATIO.format(Math.round(100 * chance) / 100.0);
        }
    }
}
