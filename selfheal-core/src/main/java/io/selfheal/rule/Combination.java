package io.selfheal.rule;

import io.selfheal.Rule;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Two conditions together.
 *
 * @param both whether both have to hold, or one of them
 * @param left the one written first, which leads
 * @param right the other one
 * @param dwell how long they have to hold together
 */
record Combination(boolean both, Condition left, Condition right, Dwell dwell) implements Condition {
    @Override
    public Combination lasting(Dwell time) {
        return new Combination(both, left, right, time);
    }

    @Override
    public Stream<String> metrics() {
        return Stream.concat(left.metrics(), right.metrics());
    }

    @Override
    public Stream<Rule.Basis> bases() {
        return Stream.concat(left.bases(), right.bases());
    }

    /** The longer one, as either may be the one that was mended. */
    @Override
    public Duration settle() {
        Duration first = left.settle();
        Duration second = right.settle();
        return first.compareTo(second) >= 0 ? first : second;
    }

    @Override
    public String slug() {
        return left.slug() + (both ? "-and-" : "-or-") + right.slug();
    }

    @Override
    public String words() {
        String words = part(left) + (both ? " and " : " or ") + part(right);
        return dwell.said().isEmpty() ? words : "(" + words + ")" + dwell.words();
    }

    @Override
    public Stream<String> problems() {
        return Stream.of(left.problems(), right.problems(), dwell.problems()).flatMap(found -> found);
    }

    @Override
    public Watch watch() {
        return new Pair(this);
    }

    /** A part's words, in brackets where and meets or. */
    private String part(Condition part) {
        boolean mixed = part instanceof Combination inner
                && inner.both != both
                && inner.dwell.said().isEmpty();
        return mixed ? "(" + part.words() + ")" : part.words();
    }
}
