package io.selfheal.diagnose;

import io.selfheal.Background;
import io.selfheal.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What outcomes say of the chance θ that an action cures a cause: a Beta posterior. The declared chance counts as {@link
 * #DECLARED} outcomes, and each verified one as the probability that the cause was at work, halved every {@link #HALF_LIFE}, so
 * that what was learnt long ago gives way to what was declared. Doing nothing is judged in the same way.
 *
 * <p>Which cause it was is not known, nor whether it was the action that helped; but the outcome says something of both. So it is
 * shared among the causes as far as it fits them, and a success counts for the action only as far as the trouble would not have
 * gone by itself: one step of expectation and maximisation for each outcome (Dempster, Laird and Rubin 1977; step by step: Neal
 * and Hinton 1998). What came of all chances together says what the next one is worth (see {@link Recalibration}).
 */
final class Experience {
    /** Assumed: a declared chance is worth four outcomes. */
    static final double DECLARED = 4;

    /** Assumed: after a month a service has changed so much that an outcome says half as much. */
    static final Duration HALF_LIFE = Duration.ofDays(30);

    /** Assumed: where the causes that were kept with an outcome have less together, the chance that was told cannot be told again. */
    private static final double KNOWN = 0.9;

    private final Map<String, KnownCause> causes = new HashMap<>();
    private final String problem;
    private final Map<String, Map<String, Tally>> tallies = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Share> shares = new ArrayList<>();
    private final Recalibration recalibration = new Recalibration();
    private int used;

    Experience(Knowledge knowledge, Background background, String problem, Instant now) {
        knowledge.causes().forEach(cause -> causes.put(cause.name(), cause));
        this.problem = problem;
        background.trials().forEach(trial -> add(trial, now));
        recalibration.learn();
    }

    private void add(Trial trial, Instant now) {
        String action = trial.untouched() ? KnownCause.NOTHING : trial.action();
        double age = Math.max(0, Duration.between(trial.time(), now).toSeconds());
        double fresh = Math.pow(2, -age / HALF_LIFE.toSeconds());
        if (!trial.causes().isEmpty()) {
            used = 0;
            trial.causes().forEach((cause, chance) -> share(action, cause, chance, trial.healed()));
            if (!trial.untouched()) {
                recalibration.add(action, told(), declared(), trial.healed(), fresh);
            }
            count(fresh);
        } else if (trial.problem().equals(problem)) {
            tally(action, "").add(fresh, trial.healed() ? 1 : 0);
        }
        if (!trial.causes().isEmpty() || trial.problem().equals(problem)) {
            counts.merge(action, 1, Integer::sum);
        }
    }

    /** Bayes: how probable a cause is in the light of the outcome, and how probable it is that it was the action that helped. */
    private void share(String action, String cause, double chance, boolean healed) {
        Tally tally = tally(action, cause);
        double cures = tally.mean();
        double itself = action.equals(KnownCause.NOTHING)
                ? 0
                : tally(KnownCause.NOTHING, cause).mean();
        double ends = 1 - (1 - cures) * (1 - itself);
        if (used == shares.size()) {
            shares.add(new Share());
        }
        Share share = shares.get(used++);
        share.tally = tally;
        share.held = chance;
        share.fitting = chance * (healed ? ends : 1 - ends);
        share.own = healed ? cures / ends : 0;
    }

    /** The chance that the action cures, by what was known before this outcome; NaN if too few of the causes are. */
    private double told() {
        double held = 0;
        double told = 0;
        for (int i = 0; i < used; i++) {
            held += shares.get(i).held;
            told += shares.get(i).held * shares.get(i).tally.mean();
        }
        return held >= KNOWN ? told : Double.NaN;
    }

    /** Which part of that rests on what is declared, and not on outcomes of the action itself. */
    private double declared() {
        double held = 0;
        double declared = 0;
        for (int i = 0; i < used; i++) {
            held += shares.get(i).held;
            declared += shares.get(i).held * shares.get(i).tally.declared();
        }
        return declared / held;
    }

    /** Adds the shares up to what the causes were held to have together. */
    private void count(double fresh) {
        double held = 0;
        double fitting = 0;
        for (int i = 0; i < used; i++) {
            held += shares.get(i).held;
            fitting += shares.get(i).fitting;
        }
        for (int i = 0; i < used && fitting > 0; i++) { // not if it was held to be impossible, or is no number
            Share share = shares.get(i);
            share.tally.add(fresh * held * share.fitting / fitting, share.own);
        }
    }

    /** A cause's share of an outcome; used again for the next, as there may be hundreds of them in each decision. */
    private static final class Share {
        private Tally tally = new Tally(0);
        /** How probable the cause was held to be before. */
        private double held;
        /** That, times how probable the outcome is with it. */
        private double fitting;
        /** How probable it is that the action helped; 0 if nothing did. */
        private double own;
    }

    private Tally tally(String action, String cause) {
        Map<String, Tally> ofAction = tallies.computeIfAbsent(action, id -> new HashMap<>());
        Tally tally = ofAction.get(cause);
        if (tally == null) {
            KnownCause known = causes.get(cause);
            double undeclared = Efficacy.undeclared(action);
            tally = new Tally(known == null ? undeclared : known.cure(action, undeclared));
            ofAction.put(cause, tally);
        }
        return tally;
    }

    /** Outcomes, those that a declared chance counts as included. */
    private static final class Tally {
        private final double declared;
        private double successes;
        private double failures;

        Tally(double declared) {
            this.declared = declared;
        }

        void add(double outcomes, double successful) {
            successes += outcomes * successful;
            failures += outcomes * (1 - successful);
        }

        double mean() {
            return (DECLARED * declared + successes) / (DECLARED + successes + failures);
        }

        double declared() {
            return DECLARED / (DECLARED + successes + failures);
        }
    }

    /**
     * What is believed of an action's chance to cure a cause.
     *
     * @param action the action's id; {@link KnownCause#NOTHING} for doing nothing
     * @param cause the cause's name
     */
    Beta of(String action, String cause) {
        Tally told = tally(action, cause);
        Tally untold = tally(action, ""); // what was tried on this problem before any cause was inferred
        return new Beta(
                DECLARED * told.declared + told.successes + untold.successes,
                DECLARED * (1 - told.declared) + told.failures + untold.failures);
    }

    /**
     * What a chance to cure is worth, going by what came of those told before.
     *
     * @param chance the chance
     * @param declared which part of it rests on what is declared
     */
    double worth(double chance, double declared) {
        return recalibration.of(chance, declared);
    }

    /** How many outcomes of an action are remembered. */
    int outcomes(String action) {
        return counts.getOrDefault(action, 0);
    }
}
