package io.selfheal.rule;

import io.selfheal.Status;
import java.util.stream.Stream;

/**
 * A health that is bad enough.
 *
 * @param metric the health
 * @param from the best status that counts: DEGRADED, or only DOWN
 * @param dwell how long it has to hold
 */
record Ailment(String metric, Status from, Dwell dwell) implements Single {
    @Override
    public Ailment lasting(Dwell time) {
        return new Ailment(metric, from, time);
    }

    @Override
    public Measure measure() {
        return snapshot -> degree(snapshot.health(metric));
    }

    @Override
    public boolean raises(double number) {
        return number >= degree(from);
    }

    @Override
    public boolean clears(double number) {
        return number < degree(from);
    }

    @Override
    public double severity(double number) {
        return number;
    }

    @Override
    public String slug() {
        return metric + (from == Status.DOWN ? "-down" : "-degraded");
    }

    @Override
    public String phrase() {
        return from == Status.DOWN ? "down" : "degraded or down";
    }

    @Override
    public String clearing() {
        return from == Status.DOWN ? "clears when DEGRADED or UP" : "clears when UP";
    }

    @Override
    public Stream<String> faults() {
        return Stream.empty();
    }

    private static double degree(Status status) {
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 1;
            case DOWN -> 2;
            case UNKNOWN -> Double.NaN;
        };
    }
}
