package io.selfheal.rule;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Rule;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnusualRuleTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Random noise = new Random(1);
    private int minute;

    @Test
    void whatIsUnusualForItselfRaisesWithTheReasonAndClearsWhenItIsUsualAgain() {
        Detector detector = when("orders.rate").isUnusual().run("scale-out").newDetector();
        for (int i = 0; i < 4 * 1_440; i++) {
            assertThat(look(detector, usual())).as("minute %s", minute).isEmpty();
        }
        List<Symptom> raised = look(detector, 1);

        assertThat(raised).singleElement().satisfies(symptom -> {
            assertThat(symptom.id()).isEqualTo("orders.rate-unusual");
            assertThat(symptom.severity()).isNotNegative();
            assertThat(symptom.shown()).startsWith("orders.rate is 1/s (").contains(": unusual, clears after");
        });
        int held = 0;
        while (!look(detector, usual()).isEmpty()) {
            held++;
            assertThat(held).isLessThan(120);
        }
        assertThat(held).isGreaterThanOrEqualTo(4);
    }

    @Test
    void ofWhatItHasNotSeenForTwentyMinutesNothingIsSaid() {
        Detector detector = when("orders.rate").isUnusual().run("scale-out").newDetector();
        for (int i = 0; i < 15; i++) {
            look(detector, usual());
        }
        assertThat(look(detector, 5_000)).isEmpty();
    }

    @Test
    void aNumberOfFalseAlarmsThatIsNoneIsRefused() {
        Rule rule = when("orders.rate").isUnusual(0).run("scale-out");
        assertThat(rule.problems()).singleElement().asString().contains("isUnusual(0) of \"orders.rate\"", "above 0");
    }

    private double usual() {
        return 100 + 5 * noise.nextGaussian();
    }

    private List<Symptom> look(Detector detector, double value) {
        minute++;
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
        return detector.detect(Snapshot.of(time, minute * MINUTE, "orders", Gauge.of("orders.rate", value)));
    }
}
