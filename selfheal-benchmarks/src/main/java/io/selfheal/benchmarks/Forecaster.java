package io.selfheal.benchmarks;

/** Forecasts when a series reaches {@link Traces#CAPACITY}, from below. */
interface Forecaster {
    /** Takes the next value. */
    void add(long millis, double value);

    /** What it says now. */
    Hours hours();

    /**
     * Hours until the limit is reached.
     *
     * @param low the early end of an interval, if it gives one
     * @param mid the best guess; NaN for no forecast
     * @param high the late end
     */
    record Hours(double low, double mid, double high) {
        static final Hours NONE = new Hours(Double.NaN, Double.NaN, Double.NaN);

        static Hours of(double mid) {
            return new Hours(mid, mid, mid);
        }

        boolean none() {
            return Double.isNaN(mid);
        }
    }
}
