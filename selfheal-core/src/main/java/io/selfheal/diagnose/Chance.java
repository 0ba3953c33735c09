package io.selfheal.diagnose;

/** Probabilities that are neither impossible nor certain, so that no evidence is ever worthless or final. */
final class Chance {
    private Chance() {}

    static void check(double chance, String what) {
        if (!(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException(what + " is " + chance + ": give a chance above 0 and below 1");
        }
    }
}
