package io.selfheal.benchmarks.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How well chances that were told agree with what came true. */
final class Calibration {
    private static final int BINS = 10;
    private static final int DRAWS = 1_000;

    private final List<Told> all = new ArrayList<>();

    private record Told(double chance, boolean cameTrue) {}

    /** Adds a chance, from 0 to 1, and whether it came true. */
    void add(double chance, boolean cameTrue) {
        all.add(new Told(chance, cameTrue));
    }

    void add(Calibration other) {
        all.addAll(other.all);
    }

    int count() {
        return all.size();
    }

    /** The mean square of chance less truth (Brier 1950), 0 at best, 0.25 for always saying one half; NaN if none was told. */
    double brier() {
        return all.stream()
                .mapToDouble(told -> Math.pow(told.chance - (told.cameTrue ? 1 : 0), 2))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The expected calibration error (Naeini et al. 2015): over ten bins of equal width the distance between the mean chance
     * and the share that came true, weighted by how many fell into the bin; NaN if none was told.
     */
    double error() {
        double[] chances = new double[BINS];
        double[] truths = new double[BINS];
        for (Told told : all) {
            int bin = Math.min(BINS - 1, (int) (told.chance * BINS));
            chances[bin] += told.chance;
            truths[bin] += told.cameTrue ? 1 : 0;
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(chances[bin] - truths[bin]);
        }
        return all.isEmpty() ? Double.NaN : sum / all.size();
    }

    /**
     * What the error would be if every chance that was told were exactly right: never 0, as few things come true or not by
     * chance. What is told in one part comes true or not together, as it is much alike.
     *
     * @param parts what was told, in parts that do not depend on each other
     * @return NaN if there is no part
     */
    static ByChance byChance(List<Calibration> parts) {
        if (parts.isEmpty()) {
            return new ByChance(Double.NaN, Double.NaN);
        }
        Random random = new Random(1);
        double[] errors = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Calibration drawn = new Calibration();
            for (Calibration part : parts) {
                double lot = random.nextDouble();
                part.all.forEach(told -> drawn.add(told.chance, lot < told.chance));
            }
            errors[draw] = drawn.error();
        }
        Arrays.sort(errors);
        return new ByChance(Arrays.stream(errors).average().orElse(Double.NaN), errors[DRAWS * 19 / 20]);
    }

    /**
     * An error that chance brings.
     *
     * @param usual its mean
     * @param most what it is below nineteen times in twenty
     */
    record ByChance(double usual, double most) {}
}
