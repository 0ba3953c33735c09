package io.selfheal.rule;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.selfheal.Rule;
import io.selfheal.SelfHealing;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    @Test
    void aWholeSentenceBecomesARule() {
        Rule rule = when("memory.used.ratio")
                .above(0.90)
                .lasting(HALF_MINUTE)
                .clearingBelow(0.80)
                .run("clear-cache")
                .thenRun("shed-load")
                .because("Memory usage is critically high")
                .named("memory-high")
                .settling(Duration.ofSeconds(20));

        assertThat(rule.id()).isEqualTo("memory-high");
        assertThat(rule.reason()).isEqualTo("Memory usage is critically high");
        assertThat(rule.metrics()).containsExactly("memory.used.ratio");
        assertThat(rule.ladder()).containsExactly("clear-cache", "shed-load");
        assertThat(rule.settle()).isEqualTo(Duration.ofSeconds(20));
        assertThat(rule.problems()).isEmpty();
    }

    @Test
    void whatIsNotSaidHasADefault() {
        Rule rule = when("memory.used.ratio").above(0.9).lasting(HALF_MINUTE);

        assertThat(rule.id()).isEqualTo("memory.used.ratio-above-0.9");
        assertThat(rule.reason()).isEqualTo("memory.used.ratio is above 90 % for 30 s");
        assertThat(rule.ladder()).isEmpty();
        assertThat(rule.settle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rule.problems()).isEmpty();
    }

    @Test
    void anEffectIsAwaitedUntilTheConditionCanShowIt() {
        Above level = when("a").above(1);
        Changing change = when("q").risingBy(1, Duration.ofMinutes(5));

        assertThat(change.settle()).isEqualTo(Duration.ofSeconds(310));
        assertThat(level.and(change).settle()).isEqualTo(Duration.ofSeconds(310));
        assertThat(change.or(level).settle()).isEqualTo(Duration.ofSeconds(310));
        assertThat(when("a").isUnusual().settle()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(change.settling(HALF_MINUTE).settle()).isEqualTo(HALF_MINUTE);
        assertThat(change.settling(HALF_MINUTE).and(level).settle()).isEqualTo(HALF_MINUTE);
    }

    @Test
    void noEffectIsAwaitedForLongerThanALoopAccepts() {
        Duration year = Duration.ofDays(365);
        assertThat(when("q").risingBy(1, year).settle()).isEqualTo(year);
        assertThat(when("q").risingBy(1, Duration.ofSeconds(Long.MAX_VALUE)).settle())
                .isEqualTo(year);
    }

    @Test
    void everyStageAfterTheConditionIsARule() {
        var builder = SelfHealing.builder();

        assertThat(builder.rule(when("a").above(1))
                        .rule(when("b").below(1).clearingAbove(2))
                        .rule(when("c").isDown().lasting(HALF_MINUTE))
                        .rule(when("d").risingBy(1, HALF_MINUTE).run("x"))
                        .rule(when("e").isDegraded().and(when("f").isDown())))
                .isSameAs(builder);
    }

    @Test
    void thePartsMayComeInAnyOrder() {
        Rule one = when("a.ratio")
                .above(0.9)
                .lasting(HALF_MINUTE)
                .clearingBelow(0.8)
                .run("x")
                .thenRun("y")
                .because("why")
                .named("n")
                .settling(HALF_MINUTE);
        Rule other = when("a.ratio")
                .above(0.9)
                .settling(HALF_MINUTE)
                .named("n")
                .run("x")
                .because("why")
                .clearingBelow(0.8)
                .thenRun("y")
                .lasting(HALF_MINUTE);

        assertThat(other).hasToString(one.toString());
        assertThat(other.id()).isEqualTo(one.id());
        assertThat(other.settle()).isEqualTo(one.settle());
        assertThat(limitOf(other, 0.95))
                .isEqualTo(limitOf(one, 0.95))
                .isEqualTo("above 90 % for 30 s, clears below 80 %");
    }

    @Test
    void aReusedStageIsNotChangedByWhatIsSaidOfIt() {
        Above base = when("a").above(10);
        base.lasting(HALF_MINUTE);
        base.clearingBelow(1);
        base.run("x").thenRun("y");
        base.named("other").because("why").settling(HALF_MINUTE);
        base.and(when("b").isDown());

        assertThat(base).hasToString(when("a").above(10).toString());
        assertThat(base.run("z").ladder()).containsExactly("z");
        assertThat(base.id()).isEqualTo("a-above-10");
        assertThat(limitOf(base, 11)).isEqualTo("above 10, clears below 9");
    }

    @Test
    void twoDetectorsOfOneRuleShareNothing() {
        Rule rule = when("a").above(10);
        Course one = new Course(rule);
        Course other = new Course(rule);

        assertThat(one.next(Course.gauge("a", 11))).isPresent();
        assertThat(other.next(Course.gauge("a", 9.5))).isEmpty();
        assertThat(one.next(Course.gauge("a", 9.5))).isPresent();
    }

    @Test
    void whatIsSaidInTheSameWordsIsTheSameRule() {
        assertThat(all()).isEqualTo(all()).doesNotHaveDuplicates();
        assertThat(all().stream().map(Object::hashCode).toList())
                .isEqualTo(all().stream().map(Object::hashCode).toList());
    }

    @Test
    void everyPartOfAConditionAndOfARemedyCounts() {
        Stream<Class<?>> kinds =
                Stream.concat(Arrays.stream(Single.class.getPermittedSubclasses()), Stream.of(Combination.class));
        Map<Class<?>, Integer> parts = new HashMap<>();
        all().stream()
                .map(rule -> ((Sentence<?>) rule).condition())
                .forEach(condition -> parts.put(
                        condition.getClass(), Gist.of(condition).size() - 1)); // but for the word that names its kind
        assertThat(kinds).allSatisfy(kind -> assertThat(parts).containsEntry(kind, kind.getRecordComponents().length));
        assertThat(Gist.of(Remedy.NONE)).hasSize(Remedy.class.getRecordComponents().length);
    }

    private static List<Rule> all() {
        Plain down = when("a").isDown();
        return List.of(
                when("a").above(1),
                when("b").above(1),
                when("a").above(2),
                when("a").above(1).clearingBelow(0.5),
                when("a").above(1).lasting(HALF_MINUTE),
                when("a").below(1),
                when("a").risingBy(1, HALF_MINUTE),
                when("a").fallingBy(1, HALF_MINUTE),
                when("a").risingBy(2, HALF_MINUTE),
                when("a").risingBy(1, HALF_MINUTE.plusSeconds(1)),
                when("a").risingBy(1, HALF_MINUTE).clearingBelow(0.5),
                down,
                down.lasting(HALF_MINUTE),
                when("a").isDegraded(),
                when("a").isUnusual(),
                when("a").isUnusual(2),
                when("a").runsOutWithin(Duration.ofHours(1)),
                when("a").runsOutWithin(Duration.ofHours(2)),
                when("a").runsOutWithin(Duration.ofHours(1), 9),
                down.and(when("b").isDown()),
                down.or(when("b").isDown()),
                down.and(when("c").isDown()),
                when("b").isDown().and(when("b").isDown()),
                down.and(when("b").isDown()).lasting(HALF_MINUTE),
                down.run("x"),
                down.run("x").thenRun("y"),
                down.thenRun("x"),
                down.because("why"),
                down.named("n"),
                down.settling(HALF_MINUTE));
    }

    @Test
    void idsAreMadeOfTheCondition() {
        assertThat(when("disk.free.bytes").below(1e9).id()).isEqualTo("disk.free.bytes-below-1000000000");
        assertThat(when("x").above(1e300).id()).isEqualTo("x-above-1.0E300");
        assertThat(when("x").above(-0.5).id()).isEqualTo("x-above--0.5");
        assertThat(when("payments").isDown().id()).isEqualTo("payments-down");
        assertThat(when("payments").isDegraded().id()).isEqualTo("payments-degraded");
        assertThat(when("orders.queued").risingBy(1000, Duration.ofMinutes(1)).id())
                .isEqualTo("orders.queued-rising-by-1000-in-1m");
        assertThat(when("orders.queued").fallingBy(2.5, Duration.ofMinutes(90)).id())
                .isEqualTo("orders.queued-falling-by-2.5-in-1h30m");
        assertThat(when("a")
                        .above(1)
                        .and(when("b").isDown())
                        .or(when("c").below(2))
                        .id())
                .isEqualTo("a-above-1-and-b-down-or-c-below-2");
    }

    @Test
    void theReasonSaysHowTheConditionsAreJoined() {
        Above a = when("a").above(1);
        Plain b = when("b").isDown();
        Changing c = when("c").fallingBy(3, Duration.ofMinutes(2));

        assertThat(a.and(b).and(c).reason()).isEqualTo("a is above 1 and b is down and c is falling by 3 in 2 min");
        assertThat(a.and(b).or(c).reason()).isEqualTo("(a is above 1 and b is down) or c is falling by 3 in 2 min");
        assertThat(a.or(b.and(c)).lasting(HALF_MINUTE).reason())
                .isEqualTo("(a is above 1 or (b is down and c is falling by 3 in 2 min)) for 30 s");
        assertThat(a.or(b).lasting(HALF_MINUTE).and(c).reason())
                .isEqualTo("(a is above 1 or b is down) for 30 s and c is falling by 3 in 2 min");
    }

    @Test
    void durationsAreSaidInTheUnitThatFits() {
        assertThat(when("a").above(1).lasting(Duration.ofMillis(1_500)).reason())
                .isEqualTo("a is above 1 for 1.5 s");
        assertThat(when("a").above(1).lasting(Duration.ofMillis(250)).reason()).isEqualTo("a is above 1 for 250 ms");
        assertThat(when("a").above(1).lasting(Duration.ofMinutes(5)).reason()).isEqualTo("a is above 1 for 5 min");
    }

    @Test
    void everyKindOfSentenceTakesAllParts() {
        List<Sentence<?>> kinds = List.of(
                when("a").above(1),
                when("a").below(1),
                when("a").risingBy(1, HALF_MINUTE),
                when("a").isDown());
        for (Sentence<?> kind : kinds) {
            Rule rule = kind.run("x")
                    .thenRun("y")
                    .because("why")
                    .named("n")
                    .settling(HALF_MINUTE)
                    .lasting(HALF_MINUTE);

            assertThat(rule.problems()).isEmpty();
            assertThat(rule.ladder()).containsExactly("x", "y");
            assertThat(rule.reason()).isEqualTo("why");
            assertThat(rule.id()).isEqualTo("n");
            assertThat(rule.newDetector().name()).isEqualTo("n");
            assertThat(rule.settle()).isEqualTo(HALF_MINUTE);
            assertThat(rule).asString().contains("for 30 s");
        }
    }

    @Test
    void aCombinationJudgesByAllItsMetricsAndKeepsTheActionsOfTheFirst() {
        Rule rule = when("a")
                .above(1)
                .run("x")
                .because("why")
                .or(when("b").isDown().or(when("a").below(0)));

        assertThat(rule.metrics()).containsExactly("a", "b");
        assertThat(rule.ladder()).containsExactly("x");
        assertThat(rule.reason()).isEqualTo("why");
    }

    @Test
    void aRuleLooksForTheNameThatItsMetricHasAfterEscaping() {
        Rule rule = when("line\nbreak").above(1);

        assertThat(rule.metrics()).containsExactly("line\\nbreak");
        Symptom symptom = new Course(rule).next(Course.gauge("line\nbreak", 2)).orElseThrow();
        assertThat(symptom.id()).isEqualTo(rule.id()).isEqualTo("line\\nbreak-above-1");
    }

    @Test
    void itsSymptomsCarryItsIdHoweverLongOrHostile() {
        Rule rule = when("a").above(1).named("x\n".repeat(500));

        assertThat(new Course(rule).next(Course.gauge("a", 2)).orElseThrow().id())
                .isEqualTo(rule.id());
    }

    @Test
    void theWholeSentenceCanBeRead() {
        assertThat(when("a.ratio").above(0.9).run("x").thenRun("y").because("why"))
                .hasToString("when a.ratio is above 90 % run x, then y because why");
    }

    @Test
    @SuppressWarnings("NullAway")
    void onlyANullIsRefusedAtOnce() {
        Above above = when("a").above(1);
        assertThatNullPointerException().isThrownBy(() -> when(null));
        assertThatNullPointerException().isThrownBy(() -> when("a").risingBy(1, null));
        assertThatNullPointerException().isThrownBy(() -> above.lasting(null));
        assertThatNullPointerException().isThrownBy(() -> above.run(null));
        assertThatNullPointerException().isThrownBy(() -> above.run("x").thenRun(null));
        assertThatNullPointerException().isThrownBy(() -> above.because(null));
        assertThatNullPointerException().isThrownBy(() -> above.named(null));
        assertThatNullPointerException().isThrownBy(() -> above.settling(null));
        assertThatNullPointerException().isThrownBy(() -> above.and(null));
    }

    private static String limitOf(Rule rule, double value) {
        String metric = rule.metrics().iterator().next();
        Course course = new Course(rule);
        course.next(Course.gauge(metric, value));
        return course.skip(60)
                .next(Course.gauge(metric, value))
                .orElseThrow()
                .findings()
                .get(0)
                .limit();
    }
}
