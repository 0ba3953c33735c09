package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers a model may say. */
class FiguresTest {
    private final Figures figures = new Figures();

    FiguresTest() {
        figures.number("0.91");
        figures.number("-5");
        figures.number("1000");
        figures.name("metric-7");
        figures.name("db2");
        figures.name("8");
        figures.name("http 500 storm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it was at 0.91.",
                "0.91, then -5; (1000)",
                "metric-7 and db2: an \"http 500 storm\"",
                "Metric-7's 1000 pieces",
                "no number"
            })
    void numbersThatWereToldMayBeSaidAndNames(String text) {
        assertThatCode(() -> figures.check(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 restarts of metric-7 | 7",
                "2 of db2 | 2",
                "8 | 8",
                "metric-77 | 77",
                "db2-7 | 7",
                "0.91e5 | 0.91e5",
                "1000,5 | 1000,5",
                "1000'000 | 1000'000",
                "it was at 1000.91 | 1000.91",
                "\u0667 restarts | \u0667",
                "5\u0667 restarts | 5\u0667",
                "\uff17 restarts | \uff17",
                "5\u00b2 restarts | 5\u00b2",
                "\u2167 restarts | \u2167",
                "\ud835\udfd5 restarts | \ud835\udfd5"
            })
    void otherNumbersMayNot(String text, String number) {
        assertThatExceptionOfType(Discarded.class)
                .isThrownBy(() -> figures.check(text))
                .withMessage("it says " + number + ", which is not in the record");
    }
}
