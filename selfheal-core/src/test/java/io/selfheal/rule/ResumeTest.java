package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Finding;
import io.selfheal.Metric;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final Instant YESTERDAY = Instant.parse("2025-12-31T00:00:00Z");

    private static final Above A = when("a")
            .above(90)
            .clearingBelow(80)
            .lasting(Duration.ofSeconds(30))
            .named("rule");
    private static final Above B = when("b").above(50).clearingBelow(40);

    @Test
    void whatWasRaisedBeforeCountsAsRaisedUntilAFreshNumberClearsIt() {
        Course course = new Course(A).resume(symptom(gauge("a", 95)));

        assertThat(course.next()).contains(symptom(gauge("a", 95)));
        assertThat(course.nextStale(gauge("a", 10)).orElseThrow().fresh()).isFalse();
        Symptom known = course.nextAfterHole(gauge("a", 85)).orElseThrow();
        assertThat(known.fresh()).isTrue();
        assertThat(known.since()).isEqualTo(YESTERDAY);
        assertThat(known.severity()).isEqualTo(-0.5);
        assertThat(known.component()).isEqualTo("earlier");
        assertThat(course.next(gauge("a", 80))).isEmpty();
        assertThat(course.next(gauge("a", 95))).as("the dwell counts again").isEmpty();
    }

    @Test
    void theNextProblemHasItsOwnComponentAndTime() {
        Course course = new Course(A).resume(symptom(gauge("a", 95)));
        course.next(gauge("a", 0));
        course.next(gauge("a", 95));

        Symptom next = course.skip(29).next(gauge("a", 95)).orElseThrow();
        assertThat(next.component()).isEqualTo("service");
        assertThat(next.since()).isEqualTo(Course.START.plusSeconds(1));
    }

    @Test
    void ofAnOrTheNamedPartsCountAsRaised() {
        Course course = new Course(A.or(B)).resume(symptom(gauge("b", 60)));

        Symptom symptom = course.next(gauge("a", 85), gauge("b", 45)).orElseThrow();
        assertThat(symptom.findings()).extracting(Finding::metric).containsExactly(gauge("b", 45));
        assertThat(course.next(gauge("a", 85), gauge("b", 40))).isEmpty();
    }

    @Test
    void ofAnAndBothPartsCountAsRaised() {
        Symptom before = symptom(gauge("a", 95), gauge("b", 60));
        Course course = new Course(A.and(B)).resume(before);

        assertThat(course.next()).contains(before);
        assertThat(course.next(gauge("a", 85), gauge("b", 45)).orElseThrow().fresh())
                .isTrue();
        assertThat(course.next(gauge("a", 85), gauge("b", 40))).isEmpty();
    }

    @Test
    void withinBracketsTooOnlyWhatIsNamedCountsAsRaised() {
        Above c = when("c").above(50).clearingBelow(40);

        Course either = new Course(A.and(B).or(c)).resume(symptom(gauge("b", 60), gauge("c", 60)));
        assertThat(either.next(gauge("a", 85), gauge("b", 45), gauge("c", 45))).isPresent();
        assertThat(either.next(gauge("a", 85), gauge("b", 45), gauge("c", 40)))
                .as("a was not raised, so a and b were not")
                .isEmpty();

        Course both = new Course(A.or(B).and(c)).resume(symptom(gauge("b", 60), gauge("c", 60)));
        assertThat(both.next(gauge("a", 85), gauge("b", 45), gauge("c", 45))
                        .orElseThrow()
                        .findings())
                .extracting(Finding::metric)
                .containsExactly(gauge("b", 45), gauge("c", 45));
    }

    @Test
    void aRuleThatWasChangedMeanwhileStaysRaisedUntilItsOwnNumbersClearIt() {
        Symptom before = symptom(gauge("old", 1));

        Course single = new Course(A).resume(before);
        assertThat(single.next()).contains(before);
        assertThat(single.next(gauge("a", 85))).isPresent();
        assertThat(single.next(gauge("a", 80))).isEmpty();

        Course both = new Course(A.and(B)).resume(before);
        assertThat(both.next()).contains(before);
        assertThat(both.next(gauge("a", 85), gauge("b", 45))).isPresent();
        assertThat(both.next(gauge("a", 85), gauge("b", 40))).isEmpty();
    }

    @Test
    void anAndOfWhichOnlyOnePartIsNamedCountsAsRaisedAsAWhole() {
        Symptom before = symptom(gauge("a", 95));
        Course course = new Course(A.and(B)).resume(before);

        assertThat(course.next()).contains(before);
        assertThat(course.next(gauge("a", 85), gauge("b", 45))).isPresent();
        assertThat(course.next(gauge("a", 85), gauge("b", 40))).isEmpty();
    }

    @Test
    void aChangeStaysRaisedUntilItsWindowIsFull() {
        Course course =
                new Course(when("q").risingBy(10, Duration.ofSeconds(2)).named("rule")).resume(symptom(gauge("q", 95)));

        assertThat(course.nextAfterHole(gauge("q", 5)).orElseThrow().fresh()).isFalse();
        assertThat(course.next(gauge("q", 5)).orElseThrow().fresh()).isFalse();
        assertThat(course.next(gauge("q", 5))).isEmpty();
    }

    @Test
    void theSymptomOfAnotherRuleIsNotTakenUp() {
        Course course = new Course(A.named("other")).resume(symptom(gauge("a", 95)));

        assertThat(course.next(gauge("a", 95))).isEmpty();
    }

    private static Symptom symptom(Metric... metrics) {
        List<Finding> findings = List.of(metrics).stream()
                .map(metric -> new Finding(metric, "as before"))
                .toList();
        return new Symptom("rule", "earlier", YESTERDAY, 0.5, false, findings);
    }
}
