package io.selfheal.test;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Advice;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.DecisionAdvisor;
import io.selfheal.DecisionEngine;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Probe;
import io.selfheal.Replay;
import io.selfheal.SelfHealing;
import io.selfheal.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop whose adviser takes time: healing waits for it until the deadline, and not an instant longer. */
class AdvisedLoopTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryJournal journal = new MemoryJournal();
    private final Map<String, Double> load = new LinkedHashMap<>();
    private final List<String> ran = new ArrayList<>();

    @AfterEach
    void end() {
        time.close();
    }

    /** Takes the first allowed action, both being as good. */
    private static final class Even implements DecisionEngine {
        @Override
        public Decision decide(Case about) {
            return about.candidates().stream()
                    .filter(Candidate::allowed)
                    .findFirst()
                    .<Decision>map(candidate ->
                            new Decision.Heal(candidate.action(), "as good as any", 0.5, List.of(), List.of()))
                    .orElseGet(() -> new Decision.Hold("NothingAllowed", "no action is allowed"));
        }

        @Override
        public Map<String, Double> chances(Case about) {
            Map<String, Double> chances = new LinkedHashMap<>();
            about.candidates().forEach(candidate -> chances.put(candidate.action(), 0.5));
            return chances;
        }
    }

    private SelfHealing.Builder policy(String... components) {
        SelfHealing.Builder builder = SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .engine(new Even())
                .cooldown(Duration.ofSeconds(5), Duration.ofSeconds(5));
        for (String component : components) {
            builder.rule(when(component + ".load.ratio").above(0.9).clearingBelow(0.8));
        }
        return builder;
    }

    private SelfHealing healing(DecisionAdvisor advisor, String... components) {
        SelfHealing.Builder builder =
                time.drive(policy(components)).recordMetrics().journal(journal).advisor(advisor);
        for (String component : components) {
            load.put(component, 0.95);
            String metric = component + ".load.ratio";
            builder.probe(Probe.of(metric, () -> List.of(Gauge.of(metric, load.get(component))))
                    .on(component));
        }
        builder.action(RecordingAction.of("first")
                .performs(recovery -> run("first", recovery.incident().component())));
        builder.action(RecordingAction.of("second")
                .performs(recovery -> run("second", recovery.incident().component())));
        return builder.build();
    }

    private void run(String action, String component) {
        ran.add(action);
        load.put(component, 0.3);
    }

    private static Advice.Opinion second() {
        return new Advice.Opinion(
                "model",
                List.of(),
                List.of(new Advice.Rank("second", 0.9), new Advice.Rank("first", 0.1)),
                List.of(),
                List.of(new Advice.Citation("db.load.ratio", "95 %")),
                "the second is better",
                Usage.none());
    }

    private <E extends HealingEvent> E first(Class<E> type) {
        return journal.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + journal.events()));
    }

    private Duration healedAfter() {
        Instant opened = first(HealingEvent.IncidentOpened.class).time();
        return Duration.between(opened, first(HealingEvent.ActionStarted.class).time());
    }

    @Test
    void anAnswerWithinTheDeadlineCountsAndUntilThenTheReasonForWaitingIsTold() {
        SelfHealing healing = healing(
                question -> {
                    time.spend(Duration.ofMillis(1_500));
                    return second();
                },
                "db");
        time.turn(healing, Duration.ofSeconds(20));

        assertThat(first(HealingEvent.DecisionMade.class).decision())
                .isEqualTo(new Decision.Hold("Advice", "adviser is asked, and waited for, for 2 s at most"));
        assertThat(healedAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("second");
        assertSameReplayed();
    }

    @Test
    void atTheDeadlineTheEngineDecidesAloneAndSaysSo() {
        SelfHealing healing = healing(
                question -> {
                    time.spend(Duration.ofSeconds(10));
                    return second();
                },
                "db");
        time.turn(healing, Duration.ofSeconds(20));

        assertThat(healedAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("first");
        assertThat(heal().provenance().orElseThrow().shown()).isEqualTo("engine-only (TimedOut: no answer within 2 s)");
        assertThat(first(HealingEvent.AdviceMissing.class).advice().usage().calls())
                .isEqualTo(1);
        assertSameReplayed();
    }

    @Test
    void advisersThatHangDeafToInterruptsDelayTheFirstTwoIncidentsByTheDeadlineAndTheRestNotAtAll() {
        SelfHealing healing = healing(
                question -> {
                    time.spendDeaf(VirtualTime.FOREVER);
                    return second();
                },
                "db",
                "cache");
        time.turn(healing, Duration.ofSeconds(20));
        assertThat(ran).containsExactly("first", "first");

        Instant again = time.instant();
        load.replaceAll((component, well) -> 0.95);
        time.turn(healing, Duration.ofSeconds(20));
        assertThat(ran).hasSize(4);
        List<HealingEvent.ActionStarted> started = journal.events().stream()
                .filter(HealingEvent.ActionStarted.class::isInstance)
                .map(HealingEvent.ActionStarted.class::cast)
                .toList();
        assertThat(Duration.between(again, started.get(3).time())).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(journal.events().stream()
                        .filter(HealingEvent.AdviceMissing.class::isInstance)
                        .map(missing ->
                                ((HealingEvent.AdviceMissing) missing).advice().name()))
                .containsExactly("TimedOut", "TimedOut", "Busy", "Busy");
        assertSameReplayed("db", "cache");
    }

    @Test
    void anIncidentThatEndsByItselfNeedsNoAdvice() {
        SelfHealing healing = healing(
                question -> {
                    time.spend(Duration.ofSeconds(10));
                    return second();
                },
                "db");
        time.turn(healing, Duration.ofSeconds(1));
        load.put("db", 0.3);
        time.turn(healing, Duration.ofSeconds(10));

        assertThat(ran).isEmpty();
        assertThat(first(HealingEvent.AdviceMissing.class).advice().name()).isEqualTo("NotNeeded");
        assertSameReplayed();
    }

    @Test
    void aCrashWhileItIsAskedIsFollowedByAnotherQuestion() {
        SelfHealing healing = healing(
                question -> {
                    time.spend(Duration.ofMillis(1_500));
                    return second();
                },
                "db");
        time.turn(healing, Duration.ofSeconds(2));
        time.crash();
        healing = healing(question -> second(), "db");
        time.turn(healing, Duration.ofSeconds(20));

        assertThat(ran).containsExactly("second");
        healing.close();
        assertSameReplayed();
    }

    private HealingEvent.DecisionMade heal() {
        return journal.events().stream()
                .filter(HealingEvent.DecisionMade.class::isInstance)
                .map(HealingEvent.DecisionMade.class::cast)
                .filter(made -> made.decision() instanceof Decision.Heal)
                .findFirst()
                .orElseThrow();
    }

    private void assertSameReplayed(String... components) {
        Replay replay = Replay.of(policy(components.length == 0 ? new String[] {"db"} : components));
        journal.events().forEach(replay::next);
        assertThat(replay.finish().turns())
                .isNotEmpty()
                .allSatisfy(turn -> assertThat(turn.would())
                        .extracting(made -> made.decision() + " " + made.provenance())
                        .isEqualTo(turn.was().stream()
                                .map(made -> made.decision() + " " + made.provenance())
                                .toList()));
    }
}
