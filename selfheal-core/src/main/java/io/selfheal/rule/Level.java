package io.selfheal.rule;

import io.selfheal.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A gauge beyond a limit. It raises beyond the limit and not at it, and clears at the clearing level already: a level at
 * the end of a scale, such as a queue of 0, would otherwise never be reached.
 *
 * @param metric the gauge
 * @param above whether above the limit is bad, or below it
 * @param limit the limit
 * @param said the clearing level; empty if the sentence says none
 * @param dwell how long it has to hold
 */
record Level(String metric, boolean above, double limit, OptionalDouble said, Dwell dwell) implements Single {
    /** The band where the sentence gives none, as a share of the limit. */
    static final double BAND = 0.1;
    /** A limit above a ratio of this is a percentage by mistake; below it, it may be a load of several times the whole. */
    private static final double LARGEST_RATIO = 10;

    static Level of(String metric, boolean above, double limit) {
        return new Level(metric, above, limit, OptionalDouble.empty(), Dwell.NONE);
    }

    Level clearingAt(double level) {
        return new Level(metric, above, limit, OptionalDouble.of(level), dwell);
    }

    @Override
    public Level lasting(Dwell time) {
        return new Level(metric, above, limit, said, time);
    }

    @Override
    public Measure measure() {
        return snapshot -> snapshot.gauge(metric).orElse(Double.NaN);
    }

    @Override
    public boolean raises(double number) {
        return above ? number > limit : number < limit;
    }

    @Override
    public boolean clears(double number) {
        return above ? number <= clearingLevel() : number >= clearingLevel();
    }

    @Override
    public double severity(double number) {
        return (above ? number - limit : limit - number) / band();
    }

    /**
     * A limit of 0 has no tenth, and most gauges nothing beyond 0 to clear at, so it clears at 0 itself; likewise a share
     * has nothing beyond 1.
     */
    double clearingLevel() {
        if (said.isPresent()) {
            return said.getAsDouble();
        }
        double tenth = BAND * Math.abs(limit);
        if (above) {
            return limit - tenth;
        }
        return limit <= 1 && Unit.of(metric) == Unit.RATIO ? Math.min(1, limit + tenth) : limit + tenth;
    }

    /** The way from the limit to the clearing level; where they meet, one unit at 0 and a tenth at the whole of a ratio. */
    private double band() {
        double band = Math.abs(limit - clearingLevel());
        return band > 0 ? band : limit == 0 ? 1 : BAND;
    }

    @Override
    public String slug() {
        return metric + (above ? "-above-" : "-below-") + Phrase.number(limit);
    }

    @Override
    public String phrase() {
        return (above ? "above " : "below ") + Unit.of(metric).format(limit);
    }

    @Override
    public String clearing() {
        double level = clearingLevel();
        return "clears " + (level == limit ? "at " : above ? "below " : "above ")
                + Unit.of(metric).format(level);
    }

    @Override
    public Stream<String> faults() {
        List<String> found = new ArrayList<>();
        String side = above ? "below" : "above";
        if (!Double.isFinite(limit)) {
            found.add("the limit of \"" + metric + "\" is " + limit + "; give a finite number");
        } else if (percentage(limit)) {
            found.add(mistaken("limit", limit));
        }
        if (said.isPresent()) {
            double level = said.getAsDouble();
            if (!Double.isFinite(level)) {
                found.add("the clearing level of \"" + metric + "\" is " + level + "; give a finite number");
            } else if (percentage(level)) {
                found.add(mistaken("clearing level", level));
            } else if (above ? level >= limit : level <= limit) {
                found.add("the clearing level " + Phrase.number(level) + " of \"" + metric + "\" is not " + side
                        + " the limit " + Phrase.number(limit) + "; give a number " + side + " "
                        + Phrase.number(limit));
            }
        }
        return found.stream();
    }

    private boolean percentage(double level) {
        return Unit.of(metric) == Unit.RATIO && level > 1 && (!above || level >= LARGEST_RATIO);
    }

    private String mistaken(String what, double level) {
        return "\"" + metric + "\" is a ratio, where 1 is the whole, so the " + what + " " + Phrase.number(level)
                + " looks like a percentage; write " + Phrase.number(level / 100)
                + " for " + Phrase.number(level) + " %";
    }
}
