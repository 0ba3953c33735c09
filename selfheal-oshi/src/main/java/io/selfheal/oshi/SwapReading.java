package io.selfheal.oshi;

/**
 * Swap space at one instant.
 *
 * @param total how many bytes there are; zero where there is none
 * @param used how many are used
 */
record SwapReading(double total, double used) {}
