package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Course.health;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Moment;
import io.selfheal.Rule;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {
    private static final Rule HIGH = when("m").above(90).clearingBelow(80);
    private static final Rule LASTING = when("m").above(90).clearingBelow(80).lasting(Duration.ofSeconds(3));

    @Test
    void withoutADwellOneFreshNumberIsEnough() {
        Course course = new Course(HIGH);

        assertThat(course.next(m(90))).as("the limit itself is not above it").isEmpty();
        assertThat(course.next(m(Math.nextUp(90.0)))).isPresent();
    }

    @Test
    void raisedItStaysUntilTheClearingLevelIsReached() {
        Course course = new Course(HIGH);
        course.next(m(91));

        assertThat(course.next(m(85))).isPresent();
        assertThat(course.next(m(Math.nextUp(80.0)))).isPresent();
        assertThat(course.next(m(80))).as("the clearing level itself clears").isEmpty();
        assertThat(course.next(m(85)))
                .as("between the levels nothing is raised")
                .isEmpty();
        assertThat(course.next(m(91))).isPresent();
    }

    @Test
    void belowIsTheMirrorImage() {
        Course course = new Course(when("m").below(10).clearingAbove(20));

        assertThat(course.next(m(10))).isEmpty();
        assertThat(course.next(m(9))).isPresent();
        assertThat(course.next(m(Math.nextDown(20.0)))).isPresent();
        assertThat(course.next(m(20))).isEmpty();
        assertThat(course.next(m(15))).isEmpty();
    }

    @Test
    void theDwellIsMeasuredFromTheFirstNumberBeyondTheLimit() {
        Course course = new Course(LASTING);

        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        Symptom symptom = course.next(m(91)).orElseThrow();
        assertThat(symptom.since()).isEqualTo(Course.START);
    }

    @Test
    void aNumberAtTheLimitOrBetweenTheLevelsBreaksTheDwell() {
        Course course = new Course(LASTING);
        course.next(m(91));
        course.next(m(91));
        course.next(m(90));

        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91)).orElseThrow().since()).isEqualTo(Course.START.plusSeconds(3));
    }

    static Stream<Metric> unknowns() {
        return Stream.of(
                m(Double.NaN),
                m(Double.POSITIVE_INFINITY),
                m(Double.NEGATIVE_INFINITY),
                health("m", Status.DOWN),
                gauge("other", 99));
    }

    @ParameterizedTest
    @MethodSource("unknowns")
    void whatIsNoNumberNeitherRaisesNorClears(Metric unknown) {
        assertThat(new Course(HIGH).next(unknown)).isEmpty();

        Course raised = new Course(HIGH);
        Symptom fresh = raised.next(m(95)).orElseThrow();
        Symptom remembered = raised.next(unknown).orElseThrow();

        assertThat(fresh.fresh()).isTrue();
        assertThat(remembered.fresh()).isFalse();
        assertThat(remembered.findings()).isEqualTo(fresh.findings());
        assertThat(remembered.severity()).isEqualTo(fresh.severity());
        assertThat(remembered.since()).isEqualTo(fresh.since());
        assertThat(remembered.component()).isEqualTo(fresh.component());
        assertThat(raised.next(m(85)).orElseThrow().fresh()).isTrue();
        assertThat(raised.next(m(80))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unknowns")
    void whatIsNoNumberVoidsARunningDwell(Metric unknown) {
        Course course = new Course(LASTING);
        course.next(m(91));
        course.next(m(91));
        course.next(unknown);

        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.skip(2).next(m(91)).orElseThrow().since()).isEqualTo(Course.START.plusSeconds(3));
    }

    @Test
    void aStaleNumberIsNoNumber() {
        assertThat(new Course(HIGH).nextStale(m(95))).isEmpty();

        Course raised = new Course(HIGH);
        raised.next(m(95));
        Symptom remembered = raised.nextStale(m(10)).orElseThrow();
        assertThat(remembered.fresh()).isFalse();
        assertThat(remembered.findings().get(0).metric()).isEqualTo(m(95));

        Course dwelling = new Course(LASTING);
        dwelling.next(m(95));
        dwelling.nextStale(m(95));
        assertThat(dwelling.skip(5).next(m(95))).isEmpty();
    }

    @Test
    void aHoleInTimeVoidsARunningDwellAndNothingElse() {
        Course dwelling = new Course(LASTING);
        dwelling.next(m(95));
        assertThat(dwelling.skip(60).nextAfterHole(m(95))).isEmpty();
        assertThat(dwelling.skip(2).next(m(95)).orElseThrow().since()).isEqualTo(Course.START.plusSeconds(61));

        Course raised = new Course(HIGH);
        raised.next(m(95));
        assertThat(raised.nextAfterHole(m(85))).isPresent();
    }

    @Test
    void theFirstSnapshotMayRaiseAlthoughThereIsAHoleBeforeIt() {
        assertThat(new Course(HIGH).nextAfterHole(m(95))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 1_500_000_000L, Long.MIN_VALUE, -1_500_000_000L})
    void theMonotonicClockMayWrap(long origin) {
        Course course = new Course(LASTING, origin);

        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isEmpty();
        assertThat(course.next(m(91))).isPresent();
    }

    @Test
    void theWallClockIsOnlyALabel() {
        Course course = new Course(LASTING);
        Instant tomorrow = Course.START.plus(Duration.ofDays(1));

        course.next(Snapshot.of(tomorrow, 0, "service", m(95)));
        assertThat(course.next(Snapshot.of(Course.START, 2_999_999_999L, "service", m(95))))
                .isEmpty();
        assertThat(course.next(Snapshot.of(Course.START, 3_000_000_000L, "service", m(95)))
                        .orElseThrow()
                        .since())
                .isEqualTo(tomorrow);
    }

    @Test
    void theClearingLevelIsATenthOfTheLimitAwayUnlessSaid() {
        assertThat(clearing(when("m").above(100))).isEqualTo("above 100, clears below 90");
        assertThat(clearing(when("m").above(-100))).isEqualTo("above -100, clears below -110");
        assertThat(clearing(when("m").below(100))).isEqualTo("below 100, clears above 110");
        assertThat(clearing(when("m").below(-100))).isEqualTo("below -100, clears above -90");

        Course course = new Course(when("m").above(100));
        course.next(m(101));
        assertThat(course.next(m(91))).isPresent();
        assertThat(course.next(m(90))).isEmpty();
    }

    @Test
    void aLimitOfZeroClearsAtZeroAndCountsWholeUnits() {
        Course above = new Course(when("m").above(0));
        Symptom symptom = above.next(m(3)).orElseThrow();
        assertThat(symptom.severity()).isEqualTo(3);
        assertThat(symptom.shown()).isEqualTo("m is 3 (above 0, clears at 0)");
        assertThat(above.next(m(0))).isEmpty();

        Course below = new Course(when("m").below(0));
        assertThat(below.next(m(-2)).orElseThrow().severity()).isEqualTo(2);
        assertThat(below.next(m(0))).isEmpty();
    }

    @Test
    void aShareClearsAtTheWholeAtTheLatest() {
        Course course = new Course(when("ready.ratio").below(0.95));
        Symptom symptom = course.next(gauge("ready.ratio", 0.9)).orElseThrow();
        assertThat(symptom.severity()).isCloseTo(1, within(1e-9));
        assertThat(symptom.findings().get(0).limit()).isEqualTo("below 95 %, clears above 100 %");
        assertThat(course.next(gauge("ready.ratio", 1))).isEmpty();

        Course whole = new Course(when("ready.ratio").below(1));
        assertThat(whole.next(gauge("ready.ratio", 0.9)).orElseThrow().severity())
                .isCloseTo(1, within(1e-9));
        assertThat(whole.next(gauge("ready.ratio", 1))).isEmpty();

        Course twice = new Course(when("load.ratio").above(2));
        assertThat(twice.next(gauge("load.ratio", 2.2)).orElseThrow().severity())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void severityCountsTheBandsBeyondTheLimit() {
        assertThat(severity(HIGH, 91)).isCloseTo(0.1, within(1e-9));
        assertThat(severity(HIGH, 100)).isEqualTo(1);
        assertThat(severity(HIGH, 110)).isEqualTo(2);
        assertThat(severity(when("m").below(10).clearingAbove(20), 0)).isEqualTo(1);
        assertThat(severity(when("m").below(10).clearingAbove(20), -20)).isEqualTo(3);

        Course course = new Course(HIGH);
        course.next(m(95));
        assertThat(course.next(m(85)).orElseThrow().severity())
                .as("between the levels")
                .isEqualTo(-0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, Double.MAX_VALUE})
    void severityIsNeverBeyondAMillion(double value) {
        assertThat(severity(HIGH, value)).isEqualTo(1e6);
        assertThat(severity(when("m").below(-1), -value)).isEqualTo(1e6);
        assertThat(severity(when("m").above(-Double.MAX_VALUE).clearingBelow(-Double.MAX_VALUE), value))
                .as("even of a rule with a problem")
                .isFinite();
    }

    @Test
    void theFindingSaysTheNumberAndTheLimitInWords() {
        Course course = new Course(when("memory.used.ratio")
                .above(0.9)
                .lasting(Duration.ofSeconds(30))
                .clearingBelow(0.8));
        Metric number = new Gauge("memory.used.ratio", 0.91, "of the container");
        course.next(number);
        Symptom symptom = course.skip(29).next(number).orElseThrow();

        assertThat(symptom.id()).isEqualTo("memory.used.ratio-above-0.9");
        assertThat(symptom.shown()).isEqualTo("memory.used.ratio is 91 % (above 90 % for 30 s, clears below 80 %)");
        assertThat(symptom.findings().get(0).metric()).isEqualTo(number);
    }

    @Test
    void theComponentIsThatOfTheMetricsProbe() {
        Course course = new Course(HIGH);
        Moment moment = course.moment().fresh("database", m(95)).fresh("cache", gauge("other", 1));

        assertThat(course.next(moment).orElseThrow().component()).isEqualTo("database");
    }

    @Test
    void nothingIsAllocatedForTheAnswerWhileAllIsWell() {
        assertThat(HIGH.newDetector().detect(Snapshot.of(Course.START, 0, "service", m(1))))
                .isSameAs(HIGH.newDetector().detect(Snapshot.of(Course.START, 0, "service", m(2))));
    }

    private static Metric m(double value) {
        return gauge("m", value);
    }

    private static double severity(Rule rule, double value) {
        return new Course(rule).next(m(value)).orElseThrow().severity();
    }

    private static String clearing(Rule rule) {
        Course course = new Course(rule);
        return Optional.of(1e6)
                .flatMap(value -> course.next(m(value)))
                .or(() -> course.next(m(-1e6)))
                .orElseThrow()
                .findings()
                .get(0)
                .limit();
    }
}
