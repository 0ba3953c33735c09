package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that was held up (a stopped process, a long pause) neither misreads the hole nor makes up for it. */
class StallTest {
    private static final String METRIC = "memory.used.ratio";

    private final AtomicInteger acted = new AtomicInteger();
    private final StubbornAction stubborn = new StubbornAction();

    @AfterEach
    void letGo() {
        stubborn.release.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 3_600})
    void aWindowThatSpansTheHoleIsVoid(int seconds) {
        Bench bench = lasting();
        bench.seconds(3);
        stall(bench, seconds);
        bench.seconds(3);
        assertThat(acted).hasValue(0);
        assertThat(bench.events(HealingEvent.SymptomRaised.class)).isEmpty();
        assertThat(bench.events(HealingEvent.LoopDelayed.class))
                .singleElement()
                .extracting(HealingEvent.LoopDelayed::late)
                .isEqualTo(Duration.ofSeconds(seconds - 1));
        bench.seconds(1);
        assertThat(acted).as("a window that began after the hole counts").hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 3_600})
    void numbersFromBeforeTheHoleRaiseNothingAfterIt(int seconds) {
        Bench bench = lasting();
        bench.seconds(3);
        bench.holding = true; // no sample comes back any more
        stall(bench, seconds);
        for (int i = 0; i < 5; i++) {
            bench.seconds(1);
        }
        assertThat(acted).hasValue(0);
        assertThat(bench.healing.view().snapshot().gauge(METRIC)).isEmpty();
    }

    @Test
    void oneMissedTurnIsNoHoleAndTwoAndAHalfPeriodsAreTheLimit() {
        Bench bench = lasting();
        bench.seconds(3);
        bench.time.pass(Duration.ofMillis(2_500));
        bench.healing.loop().runOnce();
        assertThat(bench.events(HealingEvent.LoopDelayed.class)).isEmpty();
        assertThat(bench.healing.view().snapshot().resumed()).isFalse();
        bench.time.pass(Duration.ofMillis(2_501));
        bench.healing.loop().runOnce();
        assertThat(bench.healing.view().snapshot().resumed()).isTrue();
        assertThat(bench.events(HealingEvent.LoopDelayed.class)).hasSize(1);
    }

    @Test
    void onlyTheFirstSnapshotAndThoseRightAfterAHoleAreResumed() {
        List<Boolean> resumed = new ArrayList<>();
        Bench bench = Bench.of(b -> b.detector(snapshot -> {
            resumed.add(snapshot.resumed());
            return List.of();
        }));
        bench.seconds(2);
        stall(bench, 5);
        bench.seconds(2);
        assertThat(resumed).containsExactly(true, false, true, false, false);
    }

    @Test
    void aLoopThatStaysLateIsToldOnceAndAgainAfterItWasInTime() {
        Bench bench = lasting();
        bench.seconds(1);
        for (int i = 0; i < 5; i++) {
            stall(bench, 10);
        }
        assertThat(bench.events(HealingEvent.LoopDelayed.class)).hasSize(1);
        bench.seconds(1);
        stall(bench, 10);
        assertThat(bench.events(HealingEvent.LoopDelayed.class)).hasSize(2);
    }

    @Test
    void theTimeOfTheHoleIsNotTakenFromAnAction() {
        Bench bench = ActionThreads.bench(
                b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn")).action(stubborn));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(10);
        stall(bench, 60);
        bench.seconds(18);
        assertThat(bench.verdicts()).isEmpty();
        bench.seconds(1);
        assertThat(bench.verdicts())
                .as("ten seconds before, one of the hole, nineteen after")
                .isNotEmpty();
    }

    @Test
    void theSettlingStartsAnewAfterAHole() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet)));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(4);
        stall(bench, 30);
        bench.seconds(4);
        assertThat(bench.verdicts()).isEmpty();
        bench.seconds(1);
        assertThat(bench.verdicts()).containsExactly("act NO_EFFECT");
    }

    @Test
    void whatIsHeldUpAgainAndAgainIsJudgedAllTheSame() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "act", "other"))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .action(RecoveryAction.of("other", Risk.SAFE, () -> {})));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(2);
        for (int i = 0; i < 10; i++) {
            stall(bench, 3);
            bench.seconds(2);
        }
        assertThat(bench.verdicts()).containsExactly("act NO_EFFECT", "other NO_EFFECT");
        assertThat(bench.decisions()).containsExactly("Heal act", "Heal other", "Escalate");
    }

    @Test
    void theTimeOfTheHoleIsNotTakenFromASample() {
        Bench bench = Bench.of(b -> {});
        bench.probe.gauge(METRIC, 0.5);
        bench.holding = true;
        bench.seconds(1);
        stall(bench, 60);
        assertThat(bench.healing.view().failing()).isEmpty();
        bench.seconds(1);
        assertThat(bench.healing.view().failing()).containsOnlyKeys("probe HandProbe");
    }

    private Bench lasting() {
        Bench bench = Bench.of(b -> b.rule(new LastingRule(METRIC, 0.9, Duration.ofSeconds(4), List.of("act")))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet)));
        bench.probe.gauge(METRIC, 0.95);
        return bench;
    }

    private static void stall(Bench bench, int seconds) {
        bench.time.pass(Duration.ofSeconds(seconds));
        bench.healing.loop().runOnce();
    }
}
