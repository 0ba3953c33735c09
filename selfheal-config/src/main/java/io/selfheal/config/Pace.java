package io.selfheal.config;

import java.time.Duration;

/**
 * So many in so much time: {@code 10 in 1h}.
 *
 * @param times how many, at least 1
 * @param window in how much time
 */
record Pace(int times, Duration window) {
    static final Word<Pace> WORD = Word.of(
            "a number and a time of at most a day, such as 10 in 1h",
            "^[1-9]\\d{0,5} in (?:" + Times.FORM + ")$",
            Pace::parsed);

    private static Pace parsed(String text) throws Misfit {
        String[] halves = text.split(" in ", 2);
        Duration window = Times.within(Times.parsed(halves[1]), Times.MILLI, Times.DAY);
        return new Pace(Integer.parseInt(halves[0]), window);
    }
}
