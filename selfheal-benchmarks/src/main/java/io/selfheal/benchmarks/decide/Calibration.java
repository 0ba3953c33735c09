package io.selfheal.benchmarks.decide;

import java.util.ArrayList;
import java.util.List;

/** How well chances that were told agree with what came true. */
final class Calibration {
    private static final int BINS = 10;

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
}
