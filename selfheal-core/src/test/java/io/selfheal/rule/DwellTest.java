package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Moment;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a condition has held is told by samples, whatever turns there were between them. */
class DwellTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration TWENTY = Duration.ofSeconds(20);
    private static final Above A = when("a").above(90);
    private static final Above B = when("b").above(50);

    private int second;

    @Test
    void oneSampleDoesNotLastHoweverOftenItIsLookedAt() {
        Course course = new Course(A.lasting(TWENTY));
        for (; second < 60; second++) {
            assertThat(look(course, every(60, "a", 95))).isEmpty();
        }
        assertThat(look(course, every(60, "a", 95))).as("the second one").isPresent();
    }

    @Test
    void aSlowSampleThatHasNotHeldRaisesNothing() {
        Course course = new Course(A.lasting(TWENTY));
        for (; second < 300; second++) {
            assertThat(look(course, every(30, "a", second < 30 ? 95 : 30))).isEmpty();
        }
    }

    @Test
    void bothTogetherLastAsLongAsTheOlderOfTheirSamplesShows() {
        Course course = new Course(A.and(B).lasting(TWENTY));
        for (; second < 30; second++) {
            assertThat(look(course, every(15, "a", 95).aged("service", gauge("b", 55), 0)))
                    .as("second %s", second)
                    .isEmpty();
        }
        assertThat(look(course, every(15, "a", 95).aged("service", gauge("b", 55), 0)))
                .isPresent();
    }

    @Test
    void bothTogetherBeginWithTheLaterOfThem() {
        Course course = new Course(A.and(B).lasting(TWENTY));
        for (; second < 35; second++) {
            double b = second < 14 ? 10 : 55;
            assertThat(look(course, every(15, "a", 95).aged("service", gauge("b", b), 0)))
                    .as("second %s", second)
                    .isEmpty();
        }
        for (; second < 45; second++) {
            assertThat(look(course, every(15, "a", 95).aged("service", gauge("b", 55), 0)))
                    .as("second %s", second)
                    .isEmpty();
        }
        assertThat(look(course, every(15, "a", 95).aged("service", gauge("b", 55), 0)))
                .isPresent();
    }

    @Test
    void oneOfTwoLastsAsLongAsTheNewestSampleOfThoseThatHold() {
        Course course = new Course(A.or(B).lasting(TWENTY));
        for (; second < 20; second++) {
            assertThat(look(course, every(60, "a", 95).aged("service", gauge("b", 55), 0)))
                    .as("second %s", second)
                    .isEmpty();
        }
        assertThat(look(course, every(60, "a", 95).aged("service", gauge("b", 55), 0)))
                .isPresent();

        second = 0;
        Course alone = new Course(A.or(B).lasting(TWENTY));
        for (; second < 60; second++) {
            assertThat(look(alone, every(60, "a", 95).aged("service", gauge("b", 10), 0)))
                    .as("second %s", second)
                    .isEmpty();
        }
    }

    @Test
    void aSampleFromBeforeAHoleInTimeBeginsNothing() {
        Course course = new Course(A.lasting(TWENTY));
        look(course, every(60, "a", 95));
        second = 50;
        assertThat(look(course, every(60, "a", 95).resumed())).isEmpty();
        for (second = 60; second < 120; second++) {
            assertThat(look(course, every(60, "a", 95))).as("second %s", second).isEmpty();
        }
        assertThat(look(course, every(60, "a", 95))).isPresent();
    }

    /** A gauge of a probe that samples every so many seconds, at this second. */
    private Moment every(int seconds, String metric, double value) {
        return new Moment(Course.START.plusSeconds(second), second * SECOND)
                .aged("service", gauge(metric, value), second % seconds * SECOND);
    }

    private static Optional<Symptom> look(Course course, Moment moment) {
        return course.next(moment);
    }
}
