package io.selfheal.rule;

import io.selfheal.Rule;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A condition on one metric, judged by one number. */
sealed interface Single extends Condition permits Level, Change, Ailment, Oddity, Dwindling {
    String metric();

    /** What yields the number. */
    Measure measure();

    /** Whether a number raises what is not raised. */
    boolean raises(double number);

    /** Whether a number clears what is raised. */
    boolean clears(double number);

    /** How badly a number is: 0 at the limit, 1 a band beyond; may be anything where the limit is refused anyway. */
    double severity(double number);

    /** The condition without its metric: {@code above 90 %}. */
    String phrase();

    /** When it clears: {@code clears below 80 %}. */
    String clearing();

    /** What it holds the metric against. */
    default Rule.Basis basis() {
        return Rule.Basis.LIMIT;
    }

    @Override
    default Stream<Rule.Basis> bases() {
        return Stream.of(basis());
    }

    @Override
    default Duration settle() {
        return EFFECT;
    }

    /** What is wrong with its numbers, each with its fix. */
    Stream<String> faults();

    /** What the number was, where the metric itself does not tell. */
    default String told(double number) {
        return "";
    }

    /** What the metric is held against. */
    default String against() {
        return phrase() + dwell().words() + ", " + clearing();
    }

    @Override
    default Stream<String> metrics() {
        return Stream.of(metric());
    }

    @Override
    default String words() {
        return metric() + " is " + phrase() + dwell().words();
    }

    @Override
    default Stream<String> problems() {
        Optional<String> name = metric().isBlank()
                ? Optional.of("when(\"\") names no metric; give the name of one, such as \"memory.used.ratio\"")
                : Unit.problemWith(metric());
        return Stream.of(name.stream(), faults(), dwell().problems()).flatMap(found -> found);
    }

    @Override
    default Watch watch() {
        return new Leaf(this);
    }
}
