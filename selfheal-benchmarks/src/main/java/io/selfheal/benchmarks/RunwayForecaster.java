package io.selfheal.benchmarks;

import io.selfheal.detect.Runway;
import java.time.Duration;

/** Ours. */
final class RunwayForecaster implements Forecaster {
    private static final double HOUR = 3_600_000;

    private final Runway runway;

    RunwayForecaster(double capacity) {
        this.runway = Runway.toward(capacity);
    }

    @Override
    public void add(long millis, double value) {
        runway.add(millis, value);
    }

    @Override
    public Hours hours() {
        return runway.forecast()
                .map(seen -> new Hours(hours(seen.soonest()), hours(seen.likely()), hours(seen.latest())))
                .orElse(Hours.NONE);
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / HOUR;
    }
}
