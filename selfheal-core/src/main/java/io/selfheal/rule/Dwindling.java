package io.selfheal.rule;

import io.selfheal.Outlook;
import io.selfheal.Rule;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A gauge that runs out within a time.
 *
 * @param metric the gauge
 * @param within how soon is too soon
 * @param said where it runs out; empty if its name says so
 * @param dwell how long it has to hold
 */
record Dwindling(String metric, Duration within, OptionalDouble said, Dwell dwell) implements Single {
    /** Forecasts vary; one that is half as long again is another one. */
    static final double CLEARING = 1.5;
    /** Some dozen points are needed for a trend, and a loop turns once a second. */
    private static final Duration LEAST = Duration.ofMinutes(10);

    private static final Duration MOST = Duration.ofDays(365);
    private static final double LARGEST_RATIO = 10;

    @Override
    public Dwindling lasting(Dwell time) {
        return new Dwindling(metric, within, said, time);
    }

    private OptionalDouble limit() {
        return said.isPresent() ? said : Bound.of(metric);
    }

    private Outlook.From from() {
        return said.isPresent() ? Outlook.From.WHERE_IT_IS : Bound.from(limit().orElseThrow());
    }

    private double seconds() {
        return within.toMillis() / 1e3;
    }

    @Override
    public Measure measure() {
        return faults().findAny().isPresent()
                ? snapshot -> Double.NaN
                : Approach.of(metric, limit().orElseThrow(), from(), within, CLEARING * seconds());
    }

    @Override
    public boolean raises(double number) {
        return number <= seconds();
    }

    @Override
    public boolean clears(double number) {
        return number > CLEARING * seconds();
    }

    /** 0 at the horizon, 2 when it is used up: gentler than a threshold, as there is time. */
    @Override
    public double severity(double number) {
        return (seconds() - number) / ((CLEARING - 1) * seconds());
    }

    @Override
    public String slug() {
        return metric + "-runs-out-in-" + Phrase.slug(within);
    }

    @Override
    public String phrase() {
        return "running out within " + Phrase.duration(within);
    }

    @Override
    public String clearing() {
        return "clears beyond " + Phrase.duration(Duration.ofMillis((long) (CLEARING * within.toMillis())));
    }

    @Override
    public Rule.Basis basis() {
        return Rule.Basis.FORECAST;
    }

    @Override
    public Stream<String> faults() {
        List<String> found = new ArrayList<>();
        if (within.compareTo(LEAST) < 0 || within.compareTo(MOST) > 0) {
            found.add("runsOutWithin(" + within + ") of \"" + metric + "\" is "
                    + (within.compareTo(LEAST) < 0
                            ? "too soon to be foreseen; give 10 minutes or more, or use above(…) or below(…)"
                            : "too far off to be foreseen; give a year at most"));
        }
        OptionalDouble limit = limit();
        if (limit.isEmpty()) {
            found.add("\"" + metric + "\" does not say where it runs out: only a ratio does, at 1, and what is free,"
                    + " available, usable, left, remaining or headroom, at 0; give the limit, as in runsOutWithin("
                    + within + ", 1000)");
        } else if (!Double.isFinite(limit.getAsDouble())) {
            found.add("the limit of \"" + metric + "\" is " + limit.getAsDouble() + "; give a finite number");
        } else if (Unit.of(metric) == Unit.RATIO && limit.getAsDouble() >= LARGEST_RATIO) {
            found.add("\"" + metric + "\" is a ratio, where 1 is the whole, so the limit "
                    + Phrase.number(limit.getAsDouble()) + " looks like a percentage; write "
                    + Phrase.number(limit.getAsDouble() / 100) + " for " + Phrase.number(limit.getAsDouble()) + " %");
        }
        return found.stream();
    }
}
