package io.selfheal.diagnose;

/**
 * How much better or worse than declared cures do here as a whole: one shift of their log-odds, so that what was learnt of some
 * says something of those that were never tried. A logistic regression of the outcomes with the declared log-odds as its offset and
 * nothing but an intercept, with a normal prior of {@link #SPREAD} around no shift; its mode, by Newton's method. However often one
 * cure was tried, it speaks for the others like {@link #MOST} outcomes at most: what ails one need not ail all.
 */
final class Trust {
    /** Assumed: declared odds are off by a factor of e, as a rule at most. */
    static final double SPREAD = 1;

    /** Assumed. */
    static final double MOST = 4;

    private static final int STEPS = 20;
    private static final double CLOSE = 1e-6;

    private double shift;

    /** Outcomes of a cure, weighted. */
    interface Outcomes {
        /** The chance that was declared, above 0 and below 1. */
        double declared();

        double successes();

        double failures();
    }

    /** Learns from outcomes of cures with a declared chance. */
    void learn(Iterable<? extends Outcomes> all) {
        double step = 1;
        for (int i = 0; i < STEPS && Math.abs(step) > CLOSE; i++) {
            double slope = -shift / (SPREAD * SPREAD);
            double curvature = 1 / (SPREAD * SPREAD);
            for (Outcomes one : all) {
                double chance = of(one.declared());
                double weight = MOST / (MOST + one.successes() + one.failures());
                double count = weight * (one.successes() + one.failures());
                slope += weight * one.successes() - count * chance;
                curvature += count * chance * (1 - chance);
            }
            step = Math.max(-1, Math.min(1, slope / curvature)); // far off the curve is nearly flat
            shift += step;
        }
    }

    /** The chance of a cure, going by what is declared and by how much that is worth. */
    double of(double declared) {
        double odds = declared / (1 - declared) * Math.exp(shift);
        return declared <= 0 || declared >= 1 ? declared : odds / (1 + odds);
    }
}
