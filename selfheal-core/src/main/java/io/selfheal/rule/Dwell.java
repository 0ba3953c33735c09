package io.selfheal.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a condition has to hold before it counts.
 *
 * @param said the duration, right or wrong; empty if the sentence says none, and one fresh number is enough
 */
record Dwell(Optional<Duration> said) {
    static final Dwell NONE = new Dwell(Optional.empty());

    static Dwell of(Duration time) {
        return new Dwell(Optional.of(time));
    }

    long nanos() {
        return said.map(Phrase::nanos).orElse(0L);
    }

    String words() {
        return said.map(time -> " for " + Phrase.duration(time)).orElse("");
    }

    Stream<String> problems() {
        return said
                .filter(time -> time.isNegative() || time.isZero())
                .map(time -> "lasting(" + time + ") is no time; give a duration greater than 0, or leave it out")
                .stream();
    }
}
