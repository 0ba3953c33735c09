package io.selfheal.rule;

import io.selfheal.Rule;
import java.time.Duration;
import java.util.stream.Stream;

/** A gauge is unusual for itself. */
record Oddity(String metric, double falseAlarmsAMonth, Dwell dwell) implements Single {
    static final double USUAL = 4;
    /** It clears after five usual minutes in a row; now and then one of them is odd by chance, and five more are needed. */
    private static final Duration SETTLE = Duration.ofMinutes(15);

    @Override
    public Oddity lasting(Dwell time) {
        return new Oddity(metric, falseAlarmsAMonth, time);
    }

    @Override
    public Measure measure() {
        return faults().findAny().isPresent() ? snapshot -> Double.NaN : new Deviation(metric, falseAlarmsAMonth);
    }

    @Override
    public boolean raises(double number) {
        return number >= 1;
    }

    @Override
    public boolean clears(double number) {
        return number < 1;
    }

    @Override
    public double severity(double number) {
        return number - 1;
    }

    @Override
    public Duration settle() {
        return SETTLE;
    }

    @Override
    public String slug() {
        return metric + "-unusual";
    }

    @Override
    public String phrase() {
        return "unusual";
    }

    @Override
    public String clearing() {
        return "clears after " + Phrase.duration(Duration.ofMinutes(5)) + " of usual values";
    }

    @Override
    public Rule.Basis basis() {
        return Rule.Basis.NORM;
    }

    @Override
    public Stream<String> faults() {
        return falseAlarmsAMonth > 0 && Double.isFinite(falseAlarmsAMonth)
                ? Stream.empty()
                : Stream.of("isUnusual(" + Phrase.number(falseAlarmsAMonth) + ") of \"" + metric
                        + "\" accepts no number of false alarms a month; give one above 0, such as 4 for one a week");
    }
}
