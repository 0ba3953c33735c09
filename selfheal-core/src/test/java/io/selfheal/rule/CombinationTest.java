package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Course.health;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Finding;
import io.selfheal.Metric;
import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private static final Metric NONE_A = gauge("a", Double.NaN);
    private static final Metric NONE_B = gauge("b", Double.NaN);

    private static final Above A = when("a").above(90).clearingBelow(80);
    private static final Above B = when("b").above(50).clearingBelow(40);

    @Test
    void theTruthTablesAreKleenes() {
        for (Truth x : Truth.values()) {
            for (Truth y : Truth.values()) {
                assertThat(x.and(y)).isEqualTo(y.and(x));
                assertThat(x.or(y)).isEqualTo(y.or(x));
            }
            assertThat(x.and(Truth.YES)).isEqualTo(x);
            assertThat(x.and(Truth.NO)).isEqualTo(Truth.NO);
            assertThat(x.and(x)).isEqualTo(x);
            assertThat(x.or(Truth.NO)).isEqualTo(x);
            assertThat(x.or(Truth.YES)).isEqualTo(Truth.YES);
            assertThat(x.or(x)).isEqualTo(x);
        }
    }

    @Test
    void andHoldsWhileBothPartsDo() {
        Course course = new Course(A.and(B));

        assertThat(course.next(a(91), b(50))).isEmpty();
        assertThat(course.next(a(90), b(51))).as("a is still raised, b is now").isPresent();
        assertThat(course.next(a(81), b(41))).as("each clears at its own level").isPresent();
        assertThat(course.next(a(81), b(40))).isEmpty();
        assertThat(course.next(a(81), b(51))).isPresent();
        assertThat(course.next(a(80), b(51))).isEmpty();
    }

    @Test
    void orHoldsWhileOnePartDoes() {
        Course course = new Course(A.or(B));

        assertThat(course.next(a(90), b(50))).isEmpty();
        assertThat(course.next(a(91), b(50))).isPresent();
        assertThat(course.next(a(81), b(51))).isPresent();
        assertThat(course.next(a(80), b(41))).isPresent();
        assertThat(course.next(a(80), b(40))).isEmpty();
    }

    @Test
    void anUnknownPartNeverMakesAnAndHold() {
        Course course = new Course(A.and(B));

        assertThat(course.next(a(95), NONE_B)).isEmpty();
        assertThat(course.next(NONE_A, b(60))).as("a is raised, but not known").isEmpty();
        assertThat(course.next(a(95), b(60))).isPresent();
    }

    @Test
    void anUnknownPartKeepsARaisedAndUntilTheOtherPartClearsIt() {
        Course course = new Course(A.and(B));
        course.next(a(95), b(60));

        Symptom remembered = course.next(a(99), NONE_B).orElseThrow();
        assertThat(remembered.fresh()).isFalse();
        assertThat(shown(remembered)).containsExactly("a 99", "b 60");
        assertThat(course.next(a(80), NONE_B)).as("no is no, whatever b is").isEmpty();
    }

    @Test
    void anUnknownPartDoesNotKeepAnOrFromHolding() {
        Course course = new Course(A.or(B));

        Symptom symptom = course.next(a(95), NONE_B).orElseThrow();
        assertThat(symptom.fresh()).isTrue();
        assertThat(shown(symptom)).containsExactly("a 95");
    }

    @Test
    void whatNeverHeldKeepsNoOrRaised() {
        Course course = new Course(A.or(B));
        course.next(a(95));

        assertThat(course.next(a(80))).as("b was never seen").isEmpty();
    }

    @Test
    void whatIsRememberedKeepsAnOrRaisedAndIsWhatItTells() {
        Course course = new Course(A.or(B));
        course.next(a(95), b(60));
        assertThat(course.next(a(95), NONE_B).orElseThrow().fresh()).isTrue();

        Symptom remembered = course.next(a(80), NONE_B).orElseThrow();
        assertThat(remembered.fresh()).isFalse();
        assertThat(shown(remembered)).containsExactly("b 60");
        assertThat(remembered.severity()).isEqualTo(1);
        assertThat(course.next(a(80), b(40))).isEmpty();
    }

    @Test
    void andIsAsSevereAsItsLesserPartOrAsItsGreater() {
        assertThat(new Course(A.and(B)).next(a(95), b(80)).orElseThrow().severity())
                .isEqualTo(0.5);
        assertThat(new Course(A.or(B)).next(a(95), b(80)).orElseThrow().severity())
                .isEqualTo(3);
        assertThat(new Course(A.or(B)).next(a(95), b(0)).orElseThrow().severity())
                .as("of what holds")
                .isEqualTo(0.5);

        Course course = new Course(A.or(B));
        course.next(a(95), b(80));
        assertThat(course.next(a(95), NONE_B).orElseThrow().severity())
                .as("of what is known to hold")
                .isEqualTo(0.5);
    }

    @Test
    void theFindingsAreOfEveryPartThatHoldsInTheOrderWritten() {
        Course course = new Course(A.or(B).or(when("c").isDown()));
        Symptom symptom = course.next(a(0), b(60), health("c", Status.DOWN)).orElseThrow();

        assertThat(symptom.shown())
                .isEqualTo("b is 60 (above 50, clears below 40) and c is DOWN (down, clears when DEGRADED or UP)");
    }

    @Test
    void theComponentIsThatOfTheLeadingMetricForAsLongAsItIsRaised() {
        Course course = new Course(A.or(B));
        assertThat(course.next(course.moment().fresh("left", a(0)).fresh("right", b(60)))
                        .orElseThrow()
                        .component())
                .isEqualTo("right");
        assertThat(course.next(course.moment().fresh("left", a(95)).fresh("right", b(60)))
                        .orElseThrow()
                        .component())
                .as("still the same problem")
                .isEqualTo("right");
        course.next(course.moment().fresh("left", a(0)).fresh("right", b(0)));
        assertThat(course.next(course.moment().fresh("left", a(95)).fresh("right", b(60)))
                        .orElseThrow()
                        .component())
                .isEqualTo("left");
    }

    @Test
    void aDwellAfterTheBracketIsThatOfBothTogether() {
        Course course = new Course(A.and(B).lasting(Duration.ofSeconds(2)));

        course.next(a(95), b(0));
        course.next(a(95), b(0));
        assertThat(course.next(a(95), b(60))).isEmpty();
        assertThat(course.next(a(85), b(45)))
                .as("the parts hold by their own levels")
                .isEmpty();
        assertThat(course.next(a(95), b(60)).orElseThrow().since()).isEqualTo(Course.START.plusSeconds(2));
    }

    @Test
    void aDwellBeforeAndIsThatOfThePartAlone() {
        Course course = new Course(A.lasting(Duration.ofSeconds(2)).and(B));

        assertThat(course.next(a(95), b(60))).isEmpty();
        assertThat(course.next(a(95), b(0))).isEmpty();
        assertThat(course.next(a(95), b(0))).isEmpty();
        Symptom symptom = course.next(a(95), b(60)).orElseThrow();
        assertThat(symptom.findings().get(0).limit()).isEqualTo("above 90 for 2 s, clears below 80");
    }

    @Test
    void anUnknownPartOrAHoleInTimeVoidsTheDwellOfTheCombination() {
        Course course = new Course(A.and(B).lasting(Duration.ofSeconds(2)));
        course.next(a(95), b(60));
        course.next(a(95), NONE_B);
        course.next(a(95), b(60));
        assertThat(course.next(a(95), b(60))).isEmpty();
        course.next(course.moment().resumed().fresh("s", a(95)).fresh("s", b(60)));
        assertThat(course.next(a(95), b(60))).isEmpty();
        assertThat(course.next(a(95), b(60))).isPresent();
    }

    @Test
    void aPartThatWentStaleBeforeTheRestHeldIsToldByItsLatestNumber() {
        Course course = new Course(A.or(B).and(when("c").isDown()));
        course.next(a(95), b(60), health("c", Status.UP));
        Symptom symptom = course.next(course.moment()
                        .stale("service", a(95))
                        .fresh("service", b(61))
                        .fresh("service", health("c", Status.DOWN)))
                .orElseThrow();

        assertThat(symptom.fresh()).isTrue();
        assertThat(shown(symptom)).containsExactly("a 95", "b 61", "c DOWN");
    }

    @Test
    void combinationsNest() {
        Course course = new Course(
                when("a").above(0).and(when("b").above(0).or(when("c").above(0))));

        assertThat(course.next(a(1), b(0), gauge("c", 0))).isEmpty();
        assertThat(course.next(a(0), b(1), gauge("c", 1))).isEmpty();
        assertThat(course.next(a(1), b(0), gauge("c", 1))).isPresent();
        assertThat(course.next(a(1), b(1), gauge("c", 0))).isPresent();
        assertThat(course.next(a(1), b(0), gauge("c", 0))).isEmpty();
    }

    @Test
    void onePartMayUseTheSameMetricAsAnother() {
        Course course = new Course(when("a").above(90).or(when("a").below(10)));

        assertThat(course.next(a(50))).isEmpty();
        assertThat(shown(course.next(a(5)).orElseThrow())).containsExactly("a 5");
        assertThat(shown(course.next(a(95)).orElseThrow())).containsExactly("a 95");
    }

    private static List<String> shown(Symptom symptom) {
        return symptom.findings().stream()
                .map(Finding::metric)
                .map(metric -> metric.name() + " " + metric.shown())
                .toList();
    }

    private static Metric a(double value) {
        return gauge("a", value);
    }

    private static Metric b(double value) {
        return gauge("b", value);
    }
}
