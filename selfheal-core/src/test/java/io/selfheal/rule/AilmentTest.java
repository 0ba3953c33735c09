package io.selfheal.rule;

import static io.selfheal.rule.Course.gauge;
import static io.selfheal.rule.Course.health;
import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AilmentTest {
    @Test
    void downIsOnlyDown() {
        Course course = new Course(when("payments").isDown());

        assertThat(course.next(health("payments", Status.DEGRADED))).isEmpty();
        Symptom symptom = course.next(health("payments", Status.DOWN)).orElseThrow();
        assertThat(symptom.severity()).isEqualTo(2);
        assertThat(symptom.shown()).isEqualTo("payments is DOWN (down, clears when DEGRADED or UP)");
        assertThat(course.next(health("payments", Status.DEGRADED))).isEmpty();
    }

    @Test
    void degradedIsDegradedOrDown() {
        Course course = new Course(when("payments").isDegraded());

        assertThat(course.next(health("payments", Status.UP))).isEmpty();
        assertThat(course.next(health("payments", Status.DEGRADED))
                        .orElseThrow()
                        .severity())
                .isEqualTo(1);
        Symptom symptom = course.next(health("payments", Status.DOWN)).orElseThrow();
        assertThat(symptom.severity()).isEqualTo(2);
        assertThat(symptom.shown()).isEqualTo("payments is DOWN (degraded or down, clears when UP)");
        assertThat(course.next(health("payments", Status.UP))).isEmpty();
    }

    @Test
    void itStaysRaisedForAsLongAsItIsBadEnough() {
        Course down = new Course(when("payments").isDown());
        Course degraded = new Course(when("payments").isDegraded());
        for (int i = 0; i < 3; i++) {
            assertThat(down.next(health("payments", Status.DOWN))).isPresent();
            assertThat(degraded.next(health("payments", Status.DEGRADED))).isPresent();
        }
    }

    @Test
    void unknownNeitherRaisesNorClears() {
        Course course = new Course(when("payments").isDegraded());

        assertThat(course.next(health("payments", Status.UNKNOWN))).isEmpty();
        course.next(health("payments", Status.DEGRADED));
        Symptom remembered = course.next(health("payments", Status.UNKNOWN)).orElseThrow();
        assertThat(remembered.fresh()).isFalse();
        assertThat(remembered.severity()).isEqualTo(1);
        assertThat(remembered.findings().get(0).metric()).isEqualTo(health("payments", Status.DEGRADED));
        assertThat(course.nextStale(health("payments", Status.UP)).orElseThrow().fresh())
                .isFalse();
        assertThat(course.next(gauge("payments", 0)).orElseThrow().fresh())
                .as("a gauge is no health")
                .isFalse();
        assertThat(course.next(health("payments", Status.UP))).isEmpty();
    }

    @Test
    void unknownVoidsARunningDwell() {
        Course course = new Course(when("payments").isDown().lasting(Duration.ofSeconds(2)));

        course.next(health("payments", Status.DOWN));
        course.next(health("payments", Status.UNKNOWN));
        assertThat(course.next(health("payments", Status.DOWN))).isEmpty();
        assertThat(course.next(health("payments", Status.DOWN))).isEmpty();
        Symptom symptom = course.next(health("payments", Status.DOWN)).orElseThrow();
        assertThat(symptom.since()).isEqualTo(Course.START.plusSeconds(2));
        assertThat(symptom.findings().get(0).limit()).isEqualTo("down for 2 s, clears when DEGRADED or UP");
    }
}
