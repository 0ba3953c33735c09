package io.selfheal.diagnose;

import java.util.random.RandomGenerator;

/**
 * What is believed of a chance: a Beta distribution.
 *
 * @param a successes, those assumed beforehand included; above 0
 * @param b failures, likewise
 */
record Beta(double a, double b) {
    double mean() {
        return a / (a + b);
    }

    /** Which part of it was assumed beforehand, from above 0 to 1: outcomes are the rest. */
    double declared() {
        return Math.min(1, Experience.DECLARED / (a + b));
    }

    /** A draw from it, by two of the Gamma distribution: X / (X + Y). */
    double draw(RandomGenerator random) {
        double x = gamma(a, random);
        double y = gamma(b, random);
        return x + y > 0 ? x / (x + y) : mean();
    }

    /** Marsaglia and Tsang 2000: A simple method for generating gamma variables; below 1 by their boost. */
    private static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            double u = 1 - random.nextDouble();
            if (v > 0 && Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
