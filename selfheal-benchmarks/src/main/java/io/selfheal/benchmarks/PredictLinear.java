package io.selfheal.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Prometheus's {@code predict_linear} over 6 hours: the least-squares line through every sample of the window, drawn out from
 * now on.
 */
final class PredictLinear implements Forecaster {
    private static final double WINDOW_HOURS = 6;
    private static final double HOUR = 3_600_000;

    private record Sample(double hour, double value) {}

    private final double capacity;
    private final Deque<Sample> window = new ArrayDeque<>();

    PredictLinear(double capacity) {
        this.capacity = capacity;
    }

    @Override
    public void add(long millis, double value) {
        window.add(new Sample(millis / HOUR, value));
        while (window.getFirst().hour() < millis / HOUR - WINDOW_HOURS) {
            window.removeFirst();
        }
    }

    @Override
    public Hours hours() {
        if (window.size() < 2) {
            return Hours.NONE;
        }
        double now = window.getLast().hour();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Sample sample : window) {
            double hour = sample.hour() - now;
            x += hour;
            y += sample.value();
            xx += hour * hour;
            xy += hour * sample.value();
        }
        int n = window.size();
        double slope = (n * xy - x * y) / (n * xx - x * x);
        double level = (y - slope * x) / n;
        return slope > 0 ? Hours.of(Math.max(0, (capacity - level) / slope)) : Hours.NONE;
    }

    double newest() {
        return window.getLast().value();
    }
}
