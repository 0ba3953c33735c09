package io.selfheal.benchmarks;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The means of the last 24 hours: the slope of Sen if Mann and Kendall's test is sure of a rise at 5 %, from their median on. */
final class MannKendallSen implements Forecaster {
    private static final int HOURS = 24;
    private static final double HOUR = 3_600_000;
    private static final double CERTAIN = 1.96;

    private final double capacity;
    private final Deque<Double> means = new ArrayDeque<>();
    private long hour = Long.MIN_VALUE;
    private double now;
    private double sum;
    private int count;

    MannKendallSen(double capacity) {
        this.capacity = capacity;
    }

    @Override
    public void add(long millis, double value) {
        now = millis / HOUR;
        if ((long) Math.floor(now) != hour && count > 0) {
            means.add(sum / count);
            if (means.size() > HOURS) {
                means.removeFirst();
            }
            sum = 0;
            count = 0;
        }
        hour = (long) Math.floor(now);
        sum += value;
        count++;
    }

    @Override
    public Hours hours() {
        if (means.size() < HOURS) {
            return Hours.NONE;
        }
        double[] y = means.stream().mapToDouble(Double::doubleValue).toArray();
        double[] slopes = new double[HOURS * (HOURS - 1) / 2];
        int pairs = 0;
        double score = 0;
        for (int i = 0; i < HOURS; i++) {
            for (int j = 0; j < i; j++) {
                score += Math.signum(y[i] - y[j]);
                slopes[pairs++] = (y[i] - y[j]) / (i - j);
            }
        }
        double deviation = Math.sqrt(HOURS * (HOURS - 1.0) * (2 * HOURS + 5) / 18);
        double slope = median(slopes);
        if ((score - 1) / deviation < CERTAIN || slope <= 0) {
            return Hours.NONE;
        }
        double since = now - hour + 0.5; // from the middle of the newest hour that is over, an hour later
        double[] levels = new double[HOURS];
        Arrays.setAll(levels, i -> y[i] + slope * (HOURS - 1 - i + since));
        return Hours.of(Math.max(0, (capacity - median(levels)) / slope));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
