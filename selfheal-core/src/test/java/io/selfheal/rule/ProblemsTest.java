package io.selfheal.rule;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.InvalidPolicyException;
import io.selfheal.Rule;
import io.selfheal.SelfHealing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void everyProblemNamesTheCulpritAndTheFix() {
        assertThat(only(when("memory.used.ratio").above(0.9).clearingBelow(0.95)))
                .isEqualTo("the clearing level 0.95 of \"memory.used.ratio\" is not below the limit 0.9;"
                        + " give a number below 0.9");
        assertThat(only(when("disk.free.bytes").below(1e9).clearingAbove(1e8)))
                .isEqualTo("the clearing level 100000000 of \"disk.free.bytes\" is not above the limit 1000000000;"
                        + " give a number above 1000000000");
    }

    @Test
    void theBuilderNamesTheRule() {
        assertThatThrownBy(() -> SelfHealing.builder()
                        .withoutDiscovery()
                        .rule(when("a").above(1).clearingBelow(2).named("high"))
                        .build())
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("rule \"high\": the clearing level 2 of \"a\" is not below the limit 1");
    }

    @Test
    void aClearingLevelAtTheLimitIsAProblem() {
        assertThat(only(when("a").above(5).clearingBelow(5))).contains("clearing level 5", "below 5");
        assertThat(only(when("a").below(5).clearingAbove(5))).contains("clearing level 5", "above 5");
        assertThat(only(when("a").risingBy(5, MINUTE).clearingBelow(5))).contains("clearing amount 5", "below 5");
        assertThat(only(when("a").fallingBy(5, MINUTE).clearingBelow(6))).contains("clearing amount 6", "below 5");
    }

    @Test
    void anAmountMayClearAtZeroOrWhenItTurns() {
        assertThat(when("a").risingBy(5, MINUTE).clearingBelow(0).problems()).isEmpty();
        assertThat(when("a").risingBy(5, MINUTE).clearingBelow(-2).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aLimitThatIsNotFiniteIsAProblem(double wrong) {
        assertThat(only(when("a").above(wrong))).contains("\"a\"", "" + wrong, "finite");
        assertThat(only(when("a").below(wrong))).contains("\"a\"", "" + wrong, "finite");
        assertThat(only(when("a").above(1).clearingBelow(wrong))).contains("clearing level", "" + wrong, "finite");
        assertThat(only(when("a").risingBy(wrong, MINUTE))).contains("\"a\"", "" + wrong, "finite");
        assertThat(only(when("a").risingBy(1, MINUTE).clearingBelow(wrong))).contains("amount", "" + wrong, "finite");
    }

    @Test
    void anAmountIsAboveZero() {
        assertThat(only(when("a").risingBy(0, MINUTE))).contains("risingBy(0, …)", "above 0");
        assertThat(only(when("a").risingBy(-3, MINUTE))).contains("risingBy(-3, …)", "or write fallingBy");
        assertThat(only(when("a").fallingBy(-3, MINUTE))).contains("fallingBy(-3, …)", "or write risingBy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aDurationIsGreaterThanZero(Duration wrong) {
        assertThat(only(when("a").above(1).lasting(wrong))).contains("lasting(" + wrong + ")", "greater than 0");
        assertThat(only(when("a").isDown().lasting(wrong))).contains("lasting(" + wrong + ")", "greater than 0");
        assertThat(only(when("a").isDown().and(when("b").isDown()).lasting(wrong)))
                .contains("lasting(" + wrong + ")");
        assertThat(only(when("a").above(1).settling(wrong))).contains("settling(" + wrong + ")", "greater than 0");
        assertThat(only(when("a").risingBy(1, wrong))).contains("the window " + wrong, "risingBy", "greater than 0");
        assertThat(only(when("a").fallingBy(1, wrong))).contains("the window " + wrong, "fallingBy");
    }

    @Test
    void aPercentageForARatioIsAProblem() {
        assertThat(only(when("memory.used.ratio").above(90).clearingBelow(0.8)))
                .contains("\"memory.used.ratio\" is a ratio", "limit 90", "write 0.9 for 90 %");
        assertThat(only(when("memory.used.ratio").above(0.9).clearingBelow(80)))
                .contains("clearing level 80", "write 0.8 for 80 %");
        assertThat(only(when("disk.free.ratio").below(5))).contains("limit 5", "write 0.05 for 5 %");
        assertThat(only(when("disk.free.ratio").below(0.05).clearingAbove(10))).contains("write 0.1 for 10 %");
        assertThat(only(when("disk.used.ratio").risingBy(5, MINUTE))).contains("amount 5", "write 0.05 for 5 %");
    }

    @Test
    void aRatioMayBeWatchedUpToSeveralTimesTheWhole() {
        assertThat(when("cpu.load.ratio").above(2).problems()).isEmpty();
        assertThat(when("replicas.ready.ratio").below(1).problems()).isEmpty();
        assertThat(when("queue.used.ratio").risingBy(1, MINUTE).problems()).isEmpty();
        assertThat(when("threads.count").above(90).problems()).isEmpty();
    }

    @Test
    void aUnitThatIsNoneHereIsAProblem() {
        assertThat(only(when("memory.used.percent").above(90))).contains("\"percent\"", "\"memory.used.ratio\"");
        assertThat(only(when("latency.ms").risingBy(90, MINUTE))).contains("\"ms\"", "\"latency.seconds\"");
    }

    @Test
    void aMetricNeedsAName() {
        assertThat(only(when(" ").above(1))).contains("names no metric", "memory.used.ratio");
        assertThat(only(when("").isDown())).contains("names no metric");
    }

    @Test
    void namesReasonsAndActionsAreNotBlank() {
        assertThat(only(when("a").above(1).named(" "))).contains("named", "leave it out");
        assertThat(only(when("a").above(1).because(""))).contains("because", "leave it out");
        assertThat(only(when("a").above(1).run(""))).contains("run(\"\")", "names no action");
    }

    @Test
    void anActionIsOnceInALadder() {
        assertThat(only(when("a").above(1).run("x").thenRun("y").thenRun("x"))).contains("\"x\" is twice", "leave one");
    }

    @Test
    void aLadderHasOneFirstRung() {
        assertThat(only(when("a").above(1).run("x").run("y"))).contains("run(\"y\")", "thenRun(\"y\")");
        assertThat(only(when("a").above(1).thenRun("y"))).contains("thenRun(\"y\")", "write run(\"y\")");
    }

    @Test
    void aPartWithinBracketsHasNoActionsOfItsOwn() {
        Above a = when("a").above(1);
        Plain b = when("b").isDown();

        assertThat(only(a.and(b.run("x")))).contains("\"b is down\"", "after the closing bracket");
        assertThat(only(a.or(b.named("x")))).contains("\"b is down\"");
        assertThat(only(a.or(b.because("x")))).contains("\"b is down\"");
        assertThat(only(a.or(b.settling(MINUTE)))).contains("\"b is down\"");
        assertThat(only(a.and(a.or(b.run("x"))))).contains("\"b is down\"");
        assertThat(a.and(b.lasting(MINUTE)).problems()).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceThoseOfEveryPartIncluded() {
        Rule rule = when("a")
                .above(5)
                .clearingBelow(6)
                .lasting(Duration.ZERO)
                .run("")
                .and(when("b.percent").below(Double.NaN))
                .settling(Duration.ZERO);

        assertThat(rule.problems()).hasSize(6);
    }

    @Test
    void evenAWrongRuleCanBeAskedAndTurnedWithoutThrowing() {
        List<Rule> wrong = List.of(
                when("a").above(5).clearingBelow(5).lasting(Duration.ofSeconds(Long.MIN_VALUE)),
                when("a").above(Double.NaN).lasting(Duration.ofSeconds(Long.MAX_VALUE)),
                when("a").below(Double.POSITIVE_INFINITY),
                when("a").risingBy(Double.NaN, Duration.ofSeconds(Long.MAX_VALUE)),
                when("a").fallingBy(0, Duration.ofSeconds(-1)));
        for (Rule rule : wrong) {
            assertThat(rule.problems()).isNotEmpty();
            Course course = new Course(rule);
            assertThatCode(() -> {
                        course.next(Course.gauge("a", 6));
                        course.next(Course.gauge("a", -6));
                        rule.reason();
                        rule.id();
                        rule.toString();
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static String only(Rule rule) {
        assertThat(rule.problems()).hasSize(1);
        return rule.problems().get(0);
    }
}
