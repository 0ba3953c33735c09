package io.selfheal.diagnose;

/** Probabilities that are neither impossible nor certain, so that no evidence is ever worthless or final. */
final class Chance {
    private static final double MOST_FACTOR = 1_000;

    private Chance() {}

    static void check(double chance, String what) {
        if (!(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException(what + " is " + chance + ": give a chance above 0 and below 1");
        }
    }

    static void checkFactor(double factor, String what) {
        if (!(factor > 0 && factor <= MOST_FACTOR)) {
            throw new IllegalArgumentException(
                    "the factor of " + what + " is " + factor + ": give a number above 0 and at most 1000");
        }
    }

    static double odds(double chance) {
        return chance / (1 - chance);
    }
}
