package io.selfheal.benchmarks;

/**
 * The rule {@code NodeFilesystemSpaceFillingUp} of the node-exporter mixin: {@code predict_linear} over 6 hours, where less
 * than 40 % is free.
 */
final class FillingUp implements Forecaster {
    private static final double FREE = 0.4;

    private final double capacity;
    private final PredictLinear linear;

    FillingUp(double capacity) {
        this.capacity = capacity;
        this.linear = new PredictLinear(capacity);
    }

    @Override
    public void add(long millis, double value) {
        linear.add(millis, value);
    }

    @Override
    public Hours hours() {
        return capacity - linear.newest() < FREE * capacity ? linear.hours() : Hours.NONE;
    }
}
