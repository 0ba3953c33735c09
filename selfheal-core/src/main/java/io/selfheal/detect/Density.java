package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How densely one feature of a series was populated of late, told by an adaptive histogram.
 *
 * <p>Cells are laid around a slowly moving centre and are logarithmic in the distance to it, so that 64 of them resolve
 * both the usual and what is 500 times as far away, without a range being known. Masses fade exponentially. The density at
 * a cell is its own mass and that of its neighbours, weighed by exp(−distance): a Laplace kernel, as in kernel density
 * estimation (Parzen 1962). Unlike a z-score this also finds what is rare <em>between</em> two usual levels, and it does
 * not mind heavy tails: what keeps recurring far out is dense there.
 */
final class Density {
    static final int BYTES = Float.BYTES * Density.CELLS + 4 * Double.BYTES + Integer.BYTES;

    private static final int CELLS = 64;
    private static final int MIDDLE = CELLS / 2;
    /** Four cells a factor of e: two values a quarter apart are told from each other, noise of a tenth is not. */
    private static final double CELLS_PER_FOLD = 4;
    /** Beyond six cells the kernel is under 1/400 and ends; that floor bounds what a single view can say. */
    private static final int REACH = 6;

    private static final float[] KERNEL = kernel();
    /** Points that a mass lasts: some days at a step of minutes, half a year at a step of one hour. */
    private static final double MEMORY = 4_000;
    /** Points over which centre and scale are found: faster than the masses, or a shift would never be centred. */
    private static final double SETTLING = 1_000;
    /** Points until centre and scale may be told from an outlier; before, they take every value as it is. */
    private static final int YOUNG = 5;
    /** How far, in scales, one point may pull the centre, as in Huber's estimator of location. */
    private static final double PULL = 3;
    /** How far, in scales, one point may stretch the scale. */
    private static final double STRETCH = 4;
    /** A thousandth of the level is no news, however still the series is. */
    private static final double STILL = 1e-3;

    private static final double TINY = 1e-30;
    private static final double HEAVY = 1e6;
    private static final double GROWTH = MEMORY / (MEMORY - 1);

    private static final double LN_2 = Math.log(2);
    /** Least squares of log2(m) − (m − 1) over (m − 1)(2 − m). */
    private static final double BULGE = 0.343;

    private static final long MANTISSA = (1L << 52) - 1;
    private static final long ONE = 1023L << 52;

    private final float[] masses = new float[CELLS];
    private double weight = 1;
    private double total;
    private double centre;
    private double scale;
    private int seen;

    /**
     * How improbable a value is, and learns it afterwards.
     *
     * @param x a finite value, at most 1e31 in size
     * @return one over its share of the recent mass: about 1 if it is usual, at most about 1.6 million
     */
    double improbability(double x) {
        if (seen == 0) {
            centre = x;
            scale = floor();
        }
        double away = (x - centre) / scale;
        int cell = cell(away);
        double near = masses[cell] + KERNEL[REACH] * weight;
        for (int d = 1; d <= REACH; d++) {
            near += KERNEL[d] * (masses[cell - d] + masses[cell + d]);
        }
        double improbability = seen == 0 ? 1 : (total + weight) / near; // of the first nothing can be said
        fill(cell);
        follow(x, away);
        return improbability;
    }

    /** Fading is done by giving later points more weight, and now and then bringing all weights down. */
    private void fill(int cell) {
        masses[cell] += (float) weight;
        total += weight;
        weight *= GROWTH;
        if (weight > HEAVY) {
            for (int i = 0; i < CELLS; i++) {
                masses[i] /= (float) weight;
            }
            total /= weight;
            weight = 1;
        }
    }

    /** Moves centre and scale; as both are bounded in what one point may do to them, an outlier hardly moves them. */
    private void follow(double x, double away) {
        seen = Math.min(seen + 1, (int) SETTLING);
        double rate = 1.0 / seen;
        centre += rate * scale * (seen < YOUNG ? away : Math.max(-PULL, Math.min(PULL, away)));
        double deviation = Math.abs(x - centre);
        double floor = floor();
        if (scale <= floor && deviation > 2 * floor) {
            scale = deviation; // a series that stood still moves for the first time: this is the only scale known
        } else {
            double stretch = seen < YOUNG ? deviation : Math.min(deviation, STRETCH * scale);
            scale = Math.max(floor, scale + rate * (stretch - scale));
        }
    }

    double centre() {
        return centre;
    }

    private double floor() {
        return Math.max(Math.abs(centre) * STILL, TINY);
    }

    private static int cell(double deviations) {
        int out = (int) (log(1 + Math.abs(deviations)) * CELLS_PER_FOLD + 0.5);
        int cell = deviations < 0 ? MIDDLE - out : MIDDLE + out;
        return Math.max(REACH, Math.min(CELLS - 1 - REACH, cell));
    }

    /**
     * The natural logarithm of a number from 1 on, within 0.006: a fortieth of a cell, at a fifth of the time. The exponent
     * is read off the number's bits; a parabola through both ends of its mantissa's range stands for the rest.
     */
    private static double log(double from1) {
        long bits = Double.doubleToRawLongBits(from1);
        double mantissa = Double.longBitsToDouble((bits & MANTISSA) | ONE);
        return LN_2 * ((bits >>> 52) - 1023 + (mantissa - 1) * (1 + (2 - mantissa) * BULGE));
    }

    void forget() {
        Arrays.fill(masses, 0);
        weight = 1;
        total = 0;
        centre = 0;
        scale = 0;
        seen = 0;
    }

    void write(ByteBuffer to) {
        for (float mass : masses) {
            to.putFloat(mass);
        }
        to.putDouble(weight).putDouble(total).putDouble(centre).putDouble(scale).putInt(seen);
    }

    void read(ByteBuffer from) {
        for (int i = 0; i < CELLS; i++) {
            masses[i] = from.getFloat();
        }
        weight = from.getDouble();
        total = from.getDouble();
        centre = from.getDouble();
        scale = from.getDouble();
        seen = from.getInt();
    }

    private static float[] kernel() {
        float[] kernel = new float[REACH + 1];
        for (int d = 0; d <= REACH; d++) {
            kernel[d] = (float) Math.exp(-d);
        }
        return kernel;
    }
}
