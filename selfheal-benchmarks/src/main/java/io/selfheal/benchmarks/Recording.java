package io.selfheal.benchmarks;

import io.selfheal.benchmarks.Forecaster.Hours;
import java.io.PrintStream;
import java.util.Locale;

/** A recorded series, and what was forecast every ten minutes of it, or at each point if they come more seldom. */
final class Recording {
    private static final long EVERY = 600_000;

    private final Points points;
    private final Forecaster forecaster;

    Recording(Points points, double capacity) {
        this.points = points;
        this.forecaster = new RunwayForecaster(capacity);
    }

    /** Prints {@code timestamp,value,hours_low,hours_mid,hours_high}, the last three empty where there is no forecast. */
    void print(PrintStream out) {
        out.println("timestamp,value,hours_low,hours_mid,hours_high");
        long next = Long.MIN_VALUE;
        for (int i = 0; i < points.size(); i++) {
            forecaster.add(points.millis(i), points.value(i));
            if (points.millis(i) >= next) {
                next = Math.floorDiv(points.millis(i), EVERY) * EVERY + EVERY;
                out.println(points.line(i) + columns(forecaster.hours()));
            }
        }
    }

    private static String columns(Hours said) {
        return said.none() ? ",,," : String.format(Locale.ROOT, ",%.2f,%.2f,%.2f", said.low(), said.mid(), said.high());
    }
}
