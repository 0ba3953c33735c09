package io.selfheal.config;

import java.time.Duration;

/**
 * From one duration to another: {@code 1m to 1h}.
 *
 * @param first the shorter
 * @param longest the longer, or as long
 */
record Span(Duration first, Duration longest) {
    static final Word<Span> WORD = Word.of(
            "two times of at most a day, the shorter first, such as 1m to 1h",
            "^(?:" + Times.FORM + ") to (?:" + Times.FORM + ")$",
            Span::parsed);

    private static Span parsed(String text) throws Misfit {
        String[] halves = text.split(" to ", 2);
        Duration first = Times.within(Times.parsed(halves[0]), Times.MILLI, Times.DAY);
        return new Span(first, Times.within(Times.parsed(halves[1]), first, Times.DAY));
    }
}
