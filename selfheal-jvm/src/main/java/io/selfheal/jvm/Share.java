package io.selfheal.jvm;

/** Shares of a whole. */
final class Share {
    private Share() {}

    /** A part of a whole, from 0 to 1; 1 if the whole is nothing. */
    static double of(double part, double whole) {
        return whole <= 0 ? 1 : Math.max(0, Math.min(1, part / whole));
    }
}
