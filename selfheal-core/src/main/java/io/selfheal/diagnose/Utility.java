package io.selfheal.diagnose;

import io.selfheal.Risk;

/**
 * What an action is worth: Σ P(H)·(φ·1 − (1−φ)·harm) − cost, a cure being worth 1, and φ the chance that the action brings it
 * about or that it comes by itself, from which no action keeps it. Harm, cost and the confidence that is demanded grow with the
 * risk; the numbers are assumed, and say no more than that a restart had better be right. Doing nothing does no harm and costs
 * nothing, so it is worth its chance.
 */
final class Utility {
    private Utility() {}

    static double of(double ends, Risk risk) {
        return ends - (1 - ends) * harm(risk) - cost(risk);
    }

    /** How sure one has to be of a cure. */
    static double demanded(Risk risk) {
        return switch (risk) {
            case SAFE -> 0.25;
            case LOW -> 0.4;
            case MODERATE -> 0.6;
            case HIGH -> 0.8;
        };
    }

    /** How likely the likeliest cause has to be: a restart would help against much, and is not done for whatever it may be. */
    static double clear(Risk risk) {
        return risk == Risk.HIGH ? 0.6 : 0;
    }

    private static double harm(Risk risk) {
        return switch (risk) {
            case SAFE -> 0.02;
            case LOW -> 0.1;
            case MODERATE -> 0.3;
            case HIGH -> 0.8;
        };
    }

    private static double cost(Risk risk) {
        return switch (risk) {
            case SAFE -> 0.01;
            case LOW -> 0.05;
            case MODERATE -> 0.15;
            case HIGH -> 0.4;
        };
    }
}
