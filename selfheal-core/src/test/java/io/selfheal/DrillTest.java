package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Before its first turn a loop lives through what an incident needs, and nobody and nothing notices. */
class DrillTest {
    @Test
    void nothingOfTheHostIsTouchedAndNobodyIsTold() throws Exception {
        List<String> touched = new ArrayList<>();
        CountDownLatch turned = new CountDownLatch(1);
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .probe(Probe.gauge("load.ratio", () -> {
                    turned.countDown();
                    return 0.1;
                }))
                .rule(when("load.ratio")
                        .above(0.9)
                        .clearingBelow(0.8)
                        .run("shed")
                        .thenRun("restart"))
                .rule(when("other.count").below(3).run("shed"))
                .rule(when("db").isDown().run("restart"))
                .action(RecoveryAction.of("shed", Risk.SAFE, () -> touched.add("shed")))
                .action(RecoveryAction.of("restart", Risk.MODERATE, () -> touched.add("restart")))
                .guard(intent -> {
                    touched.add("guard");
                    return Optional.empty();
                })
                .listener(event -> {
                    if (!(event instanceof HealingEvent.LoopStarted)) {
                        touched.add(event.toString());
                    }
                })
                .start()) {
            assertThat(turned.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(healing.incidents()).isEmpty();
            assertThat(touched).isEmpty();
        }
    }

    @Test
    void whatAnIncidentNeedsHasBeenUsed() {
        List<String> seen = new ArrayList<>();
        Rule level = when("load.ratio").above(0.9).clearingBelow(0.8).run("shed");
        Drill.of(Bench.of(b -> b.rule(new SpiedRule(level, seen))
                        .action(RecoveryAction.of("shed", Risk.SAFE, () -> seen.add("the action itself"))))
                .healing
                .loop()
                .plan());
        assertThat(seen).contains("raised", "cleared").doesNotContain("the action itself");
    }

    /** Says what its detector finds. */
    private record SpiedRule(Rule rule, List<String> seen) implements Rule {
        @Override
        public String id() {
            return rule.id();
        }

        @Override
        public String reason() {
            return rule.reason();
        }

        @Override
        public Set<String> metrics() {
            return rule.metrics();
        }

        @Override
        public List<String> ladder() {
            return rule.ladder();
        }

        @Override
        public Duration settle() {
            return rule.settle();
        }

        @Override
        public List<String> problems() {
            return rule.problems();
        }

        @Override
        public Detector newDetector() {
            Detector detector = rule.newDetector();
            boolean[] raised = {false};
            return snapshot -> {
                List<Symptom> symptoms = detector.detect(snapshot);
                if (raised[0] && symptoms.isEmpty()) {
                    seen.add("cleared");
                }
                raised[0] = !symptoms.isEmpty();
                if (raised[0]) {
                    seen.add("raised");
                }
                return symptoms;
            };
        }
    }
}
