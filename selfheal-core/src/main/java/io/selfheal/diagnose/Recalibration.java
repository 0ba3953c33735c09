package io.selfheal.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chance is worth here, going by what came of those told before: where what was told as 80 % came true nineteen times in
 * twenty, the next 80 % mean more. A logistic regression of outcomes on the log-odds that were told (Platt 1999: Probabilistic
 * outputs for support vector machines), with normal priors around leaving them as they are; its mode, by Newton's method.
 *
 * <p>What is corrected is what was declared. A chance that rests on many outcomes of the action itself has been corrected by them
 * already, so it says the less about others, and is changed the less itself, the more of them there are.
 */
final class Recalibration {
    /**
     * Of slope and intercept each. Assumed: odds of what is told as 80 % are off by a factor of e as a rule at most, e to the
     * power of this times √(1 + (log 4)²).
     */
    static final double SPREAD = 0.58;

    /**
     * Assumed: however often an action was tried, it says of the others as much as one outcome does that was told as 60 % and did
     * not come (bounded influence: Huber 1964). An action that is simply broken does not discredit those that are held to be
     * likely.
     */
    static final double MOST = 0.6;

    /** On less nobody acts, so there is nothing that was told: the least that {@link Utility} demands. */
    static final double LEAST = 0.25;

    /** Likelier stays likelier, whatever came of it. */
    private static final double FLATTEST = 0.1;

    private static final double LARGEST = 0.99;
    private static final int STEPS = 20;
    private static final double CLOSE = 1e-6;

    private final List<Told> all = new ArrayList<>();
    private final Map<String, Bearing> bearings = new HashMap<>();
    private double slope = 1;
    private double intercept;

    private record Told(Bearing of, double odds, double declared, double cameTrue, double weight) {}

    /** What the outcomes of an action together say of the intercept. */
    private static final class Bearing {
        private double missed;

        double weight() {
            return MOST / Math.max(MOST, Math.abs(missed));
        }
    }

    /**
     * Adds a chance that was told.
     *
     * @param action of which action
     * @param told the chance; one below {@link #LEAST} is left out, and so is NaN
     * @param declared which part of it rested on what is declared, from 0 to 1
     * @param cameTrue whether the action helped
     * @param weight how much it counts, above 0 and up to 1
     */
    void add(String action, double told, double declared, boolean cameTrue, double weight) {
        if (told >= LEAST) {
            Bearing bearing = bearings.computeIfAbsent(action, id -> new Bearing());
            all.add(new Told(bearing, logOdds(Math.min(told, LARGEST)), declared, cameTrue ? 1 : 0, weight));
        }
    }

    /** Goes by everything that was added from now on. */
    void learn() {
        double step = all.isEmpty() ? 0 : 1;
        for (int i = 0; i < STEPS && step > CLOSE; i++) {
            step = step();
        }
    }

    /** How far it went. */
    private double step() {
        double precision = 1 / (SPREAD * SPREAD);
        double up = (1 - slope) * precision;
        double along = -intercept * precision;
        double upUp = precision;
        double alongAlong = precision;
        double both = 0;
        bearings.values().forEach(bearing -> bearing.missed = 0);
        for (Told one : all) {
            one.of.missed += one.weight * one.declared * (one.cameTrue - corrected(one.odds, one.declared));
        }
        for (Told one : all) {
            double weight = one.weight * one.of.weight();
            double chance = corrected(one.odds, one.declared);
            double missed = weight * one.declared * (one.cameTrue - chance);
            double curvature = weight * one.declared * one.declared * chance * (1 - chance);
            up += missed * one.odds;
            along += missed;
            upUp += curvature * one.odds * one.odds;
            alongAlong += curvature;
            both += curvature * one.odds;
        }
        double determinant = upUp * alongAlong - both * both;
        double steeper = Math.max(FLATTEST, slope + bounded((alongAlong * up - both * along) / determinant));
        double higher = bounded(steeper > FLATTEST ? (upUp * along - both * up) / determinant : along / alongAlong);
        double moved = Math.abs(steeper - slope) + Math.abs(higher);
        slope = steeper;
        intercept += higher;
        return moved;
    }

    /** Far off the curve is nearly flat. */
    private static double bounded(double step) {
        return Math.max(-1, Math.min(1, step));
    }

    /**
     * What a chance is worth; what is impossible or certain stays so.
     *
     * @param told the chance
     * @param declared which part of it rests on what is declared, from 0 to 1
     */
    double of(double told, double declared) {
        return told <= 0 || told >= 1 ? told : corrected(logOdds(told), declared);
    }

    private double corrected(double odds, double declared) {
        return logistic(odds + declared * ((slope - 1) * odds + intercept));
    }

    private static double logOdds(double chance) {
        return Math.log(Chance.odds(chance));
    }

    private static double logistic(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }
}
