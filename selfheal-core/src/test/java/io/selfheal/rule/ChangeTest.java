package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Metric;
import io.selfheal.Rule;
import io.selfheal.Symptom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Rule RISING = when("q").risingBy(1000, Duration.ofSeconds(3));

    @Test
    void itComparesWithTheNumberAtTheWindowsStart() {
        Course course = new Course(RISING);

        assertThat(course.next(q(0))).isEmpty();
        assertThat(course.next(q(500))).isEmpty();
        assertThat(course.next(q(800))).isEmpty();
        assertThat(course.next(q(999))).as("999 in 3 s").isEmpty();
        Symptom symptom = course.next(q(1500)).orElseThrow();
        assertThat(symptom.severity()).as("the amount itself raises").isZero();
        assertThat(symptom.shown()).isEqualTo("q is 1500 (up by 1000: rising by 1000 in 3 s, clears below 900)");
    }

    @Test
    void beforeTheWindowIsFullNothingIsKnown() {
        Course course = new Course(RISING);
        course.next(q(0));
        course.next(q(50_000));

        assertThat(course.next(q(100_000))).isEmpty();
        assertThat(course.next(q(100_000))).isPresent();
    }

    @Test
    void itClearsATenthBelowTheAmountUnlessSaid() {
        Course course = new Course(RISING);
        course.next(q(0));
        course.skip(1).next(q(0));
        assertThat(course.next(q(1100)).orElseThrow().severity()).isCloseTo(1, within(1e-9));
        assertThat(course.next(q(901))).isPresent();
        assertThat(course.next(q(900))).isEmpty();
    }

    @Test
    void aGivenClearingAmountIsTheBand() {
        Course course =
                new Course(when("q").risingBy(1000, Duration.ofSeconds(1)).clearingBelow(0));
        course.next(q(0));

        assertThat(course.next(q(3000)).orElseThrow().severity()).isEqualTo(2);
        Symptom slower = course.next(q(3001)).orElseThrow();
        assertThat(slower.severity()).isEqualTo(-0.999);
        assertThat(course.next(q(3001))).as("it stands still").isEmpty();
    }

    @Test
    void fallingIsTheMirrorImage() {
        Course course = new Course(when("q").fallingBy(10, Duration.ofSeconds(1)));
        course.next(q(100));

        assertThat(course.next(q(120))).isEmpty();
        Symptom symptom = course.next(q(108)).orElseThrow();
        assertThat(symptom.severity()).isCloseTo(2, within(1e-9));
        assertThat(symptom.shown()).isEqualTo("q is 108 (down by 12: falling by 10 in 1 s, clears below 9)");
        assertThat(course.next(q(99))).isEmpty();
    }

    @Test
    void aHoleInTimeStartsTheWindowAnewAndClearsNothing() {
        Course course = new Course(when("q").risingBy(10, Duration.ofSeconds(2)));
        course.next(q(0));
        course.next(q(0));
        course.nextAfterHole(q(100));
        assertThat(course.next(q(100))).isEmpty();
        assertThat(course.next(q(110))).as("the window is full again").isPresent();

        Symptom remembered = course.nextAfterHole(q(0)).orElseThrow();
        assertThat(remembered.fresh()).isFalse();
        assertThat(remembered.findings().get(0).metric()).isEqualTo(q(110));
        assertThat(course.next(q(0)).orElseThrow().fresh()).isFalse();
        assertThat(course.next(q(0))).isEmpty();
    }

    @Test
    void aMissingNumberNeitherRaisesNorClearsAndKeepsTheWindow() {
        Course course = new Course(when("q").risingBy(10, Duration.ofSeconds(4)));
        course.next(q(0));
        course.next(q(0));
        course.next(q(0));
        assertThat(course.next(q(Double.NaN))).isEmpty();
        assertThat(course.next(q(10))).as("compared with the first").isPresent();
        assertThat(course.next(q(Double.NaN)).orElseThrow().fresh()).isFalse();
        assertThat(course.nextStale(q(0)).orElseThrow().fresh()).isFalse();
        assertThat(course.next(q(15)).orElseThrow().findings().get(0).limit())
                .as("compared with the middle of 0 and 10, where the number of 4 s ago is missing")
                .startsWith("up by 10: ");
    }

    @Test
    void aHoleInTheNumbersLongerThanTheWindowStartsItAnew() {
        Course course = new Course(when("q").risingBy(10, Duration.ofSeconds(2)));
        course.next(q(0));
        course.next(q(0));
        course.next();
        course.next();
        course.next();
        assertThat(course.next(q(100))).isEmpty();
        assertThat(course.next(q(100))).isEmpty();
        assertThat(course.next(q(110))).isPresent();
    }

    @Test
    void itMayHaveADwellToo() {
        Course course = new Course(when("q").risingBy(10, Duration.ofSeconds(1)).lasting(Duration.ofSeconds(1)));
        course.next(q(0));
        assertThat(course.next(q(10))).isEmpty();
        assertThat(course.next(q(20)).orElseThrow().since()).isEqualTo(Course.START.plusSeconds(1));
    }

    private static Metric q(double value) {
        return gauge("q", value);
    }
}
