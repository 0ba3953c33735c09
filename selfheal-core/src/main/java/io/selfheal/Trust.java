package io.selfheal;

import java.util.Arrays;

/**
 * How much an adviser's word counts, learned from what came of decisions that it was there for. The engine's chance c that
 * an action cures, and the adviser's m, are pooled by log p = log c + w·log m, for "cures" and for "does not", and
 * normalised; each verified outcome makes the weights w likelier under which it was likelier. Eleven weights from 0 to 0.5
 * are weighed, exactly; the prior, exp(−w/0.1), is assumed: an adviser begins at about 0.1, and has to earn more.
 */
final class Trust {
    /** The weight from which on an objection holds something back; half of the most. */
    static final double EARNED = 0.25;

    private static final int WEIGHTS = 11;
    private static final double STEP = 0.05;
    private static final double PRIOR_SCALE = 0.1;

    /** An adviser is never taken for surer than this, nor for surer of the opposite. */
    private static final double SUREST = 0.95;

    /** What was learned fades: after 35 outcomes half of it counts, so that another model earns its own. */
    private static final double MEMORY = 0.98;

    private final double[] learned = new double[WEIGHTS];
    private String by = "";

    /** What came of an action: healed or not. */
    void learn(String adviser, double engine, double advised, boolean healed) {
        if (!by.equals(adviser)) {
            by = adviser;
            Arrays.fill(learned, 0);
        }
        for (int i = 0; i < WEIGHTS; i++) {
            double cures = pooled(bounded(engine), bounded(advised), i * STEP);
            learned[i] = MEMORY * learned[i] + Math.log(healed ? cures : 1 - cures);
        }
    }

    /** The weight of an adviser's word: the mean of what is likely by now. */
    double of(String adviser) {
        double sum = 0;
        double mean = 0;
        double most = Double.NEGATIVE_INFINITY;
        double[] log = new double[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            log[i] = -i * STEP / PRIOR_SCALE + (by.equals(adviser) ? learned[i] : 0);
            most = Math.max(most, log[i]);
        }
        for (int i = 0; i < WEIGHTS; i++) {
            double likely = Math.exp(log[i] - most);
            sum += likely;
            mean += likely * i * STEP;
        }
        return mean / sum;
    }

    /** A probability within what an adviser is believed. */
    static double bounded(double probability) {
        return Math.max(1 - SUREST, Math.min(SUREST, probability));
    }

    /** By log p = log p_engine + w·log p_model for both outcomes, normalised. */
    static double pooled(double engine, double advised, double weight) {
        double yes = engine * Math.pow(advised, weight);
        double no = (1 - engine) * Math.pow(1 - advised, weight);
        return yes / (yes + no);
    }
}
