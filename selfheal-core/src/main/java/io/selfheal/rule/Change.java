package io.selfheal.rule;

import io.selfheal.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A gauge that changes by an amount or more within a window: the number now minus the number at the window's start.
 *
 * @param metric the gauge
 * @param rising whether rising is bad, or falling
 * @param amount how much it takes
 * @param window how long the window is
 * @param said the amount at which it clears; empty if the sentence says none
 * @param dwell how long it has to hold
 */
record Change(String metric, boolean rising, double amount, Duration window, OptionalDouble said, Dwell dwell)
        implements Single {
    /** What a loop accepts at most. */
    private static final Duration LONGEST = Duration.ofDays(365);

    static Change of(String metric, boolean rising, double amount, Duration window) {
        Objects.requireNonNull(window, "window");
        return new Change(metric, rising, amount, window, OptionalDouble.empty(), Dwell.NONE);
    }

    Change clearingAt(double level) {
        return new Change(metric, rising, amount, window, OptionalDouble.of(level), dwell);
    }

    @Override
    public Change lasting(Dwell time) {
        return new Change(metric, rising, amount, window, said, time);
    }

    @Override
    public Measure measure() {
        Measure change = new Window(metric, Phrase.nanos(window));
        return rising ? change : snapshot -> -change.take(snapshot);
    }

    @Override
    public boolean raises(double number) {
        return number >= amount;
    }

    @Override
    public boolean clears(double number) {
        return number <= clearingAmount();
    }

    @Override
    public double severity(double number) {
        return (number - amount) / (amount - clearingAmount());
    }

    private double clearingAmount() {
        return said.orElse(amount - Level.BAND * amount);
    }

    /** Until the window lies behind the effect as a whole, it measures what was before, and a success looks like none. */
    @Override
    public Duration settle() {
        Duration whole = Duration.ofNanos(Phrase.nanos(window)).plus(EFFECT);
        return whole.compareTo(LONGEST) < 0 ? whole : LONGEST;
    }

    @Override
    public String slug() {
        return metric + (rising ? "-rising-by-" : "-falling-by-") + Phrase.number(amount) + "-in-"
                + Phrase.slug(window);
    }

    @Override
    public String phrase() {
        return (rising ? "rising by " : "falling by ") + format(amount) + " in " + Phrase.duration(window);
    }

    @Override
    public String clearing() {
        return "clears below " + format(clearingAmount());
    }

    @Override
    public String told(double number) {
        double change = rising ? number : -number;
        return (change < 0 ? "down by " : "up by ") + format(Math.abs(change)) + ": ";
    }

    @Override
    public Stream<String> faults() {
        List<String> found = new ArrayList<>();
        String called = rising ? "risingBy" : "fallingBy";
        if (!Double.isFinite(amount) || amount <= 0) {
            found.add("the amount in " + called + "(" + Phrase.number(amount) + ", …) of \"" + metric
                    + "\" is not above 0; give a finite number above 0"
                    + (amount < 0 ? ", or write " + (rising ? "fallingBy" : "risingBy") : ""));
        } else if (Unit.of(metric) == Unit.RATIO && amount > 1) {
            found.add("\"" + metric + "\" is a ratio, where 1 is the whole, so the amount " + Phrase.number(amount)
                    + " looks like a percentage; write " + Phrase.number(amount / 100) + " for "
                    + Phrase.number(amount) + " %");
        }
        if (window.isNegative() || window.isZero()) {
            found.add("the window " + window + " in " + called + "(…) of \"" + metric
                    + "\" is no time; give a duration greater than 0");
        }
        said.ifPresent(level -> {
            if (!Double.isFinite(level)) {
                found.add("the clearing amount of \"" + metric + "\" is " + level + "; give a finite number");
            } else if (level >= amount) {
                found.add("the clearing amount " + Phrase.number(level) + " of \"" + metric
                        + "\" is not below the amount " + Phrase.number(amount) + "; give a number below "
                        + Phrase.number(amount));
            }
        });
        return found.stream();
    }

    private String format(double value) {
        return Unit.of(metric).format(value);
    }
}
