package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, and probes that never come back. */
class HangingProbesTest {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger samples = new AtomicInteger();

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void theLoopTurnsOnAndOtherProbesAreSampledWhileSevenHangForEver() {
        SelfHealing.Builder builder =
                SelfHealing.builder().withoutDiscovery().every(PERIOD).probe(counting());
        for (int i = 0; i < 7; i++) {
            builder.probe(hanging("hanging " + i));
        }
        try (SelfHealing healing = builder.start()) {
            Wait.until("every hang is told", () -> healing.view().failing().size() == 7);
            long turns = healing.view().turns();
            int seen = samples.get();
            Duration fifty =
                    OwnTime.by(() -> Wait.until("50 turns", () -> healing.view().turns() >= turns + 50));
            assertThat(fifty.dividedBy(50).minus(PERIOD)).as("mean lag").isLessThan(PERIOD);
            Wait.until("25 more samples of the good one", () -> samples.get() >= seen + 25);
            assertThat(Wait.threads())
                    .filteredOn(name -> name.contains("probe"))
                    .hasSizeLessThanOrEqualTo(8);
            assertThat(healing.view().failing().values())
                    .extracting(Fault::type)
                    .containsOnly("ProbeTimedOut");
        }
    }

    @Test
    void aHundredHangingProbesTakeNoMoreThreadsThanTheCap() {
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery().every(PERIOD);
        for (int i = 0; i < 100; i++) {
            builder.probe(hanging("hanging " + i));
        }
        try (SelfHealing healing = builder.start()) {
            Wait.until("every hang is told", () -> healing.view().failing().size() == 100);
            long turns = healing.view().turns();
            Wait.until("50 turns", () -> healing.view().turns() >= turns + 50);
            assertThat(Wait.threads())
                    .filteredOn(name -> name.contains("probe"))
                    .hasSize(8);
        }
    }

    @Test
    void aProbeThatObeysItsInterruptIsSampledAgain() {
        CountDownLatch twice = new CountDownLatch(2);
        Probe obedient = Probe.of("obedient", () -> {
                    twice.countDown();
                    release.await();
                    return List.of();
                })
                .every(PERIOD)
                .within(PERIOD);
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(PERIOD)
                .probe(obedient)
                .start()) {
            Wait.on(twice);
            assertThat(healing.turning()).isTrue();
        }
    }

    @Test
    void aLateSampleIsIgnoredAndTheNextOneCounts() {
        Bench.VirtualClock time = new Bench.VirtualClock();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        int[] round = {0};
        Probe slow = Probe.of("slow", () -> {
            int now = round[0]++;
            if (now == 0) {
                entered.countDown();
                Wait.deaf(release);
                left.countDown();
            }
            return List.of(Gauge.of("slow.ratio", now));
        });
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .time(time, time)
                .probe(slow)
                .build()) {
            HealingLoop loop = healing.loop();
            loop.runOnce();
            Wait.on(entered);
            for (int i = 0; i < 5; i++) {
                time.pass(Duration.ofSeconds(1));
                loop.runOnce();
            }
            assertThat(healing.view().failing()).containsOnlyKeys("probe slow");
            release.countDown();
            Wait.on(left);
            Wait.until("the second sample is in", () -> {
                time.pass(Duration.ofSeconds(1));
                loop.runOnce();
                return healing.view().snapshot().size() > 0;
            });
            assertThat(healing.view()
                            .snapshot()
                            .reading("slow.ratio")
                            .orElseThrow()
                            .metric())
                    .as("the first, late one would have been 0")
                    .isNotEqualTo(Gauge.of("slow.ratio", 0));
            assertThat(healing.view().failing()).isEmpty();
        }
    }

    private Probe hanging(String name) {
        return Probe.of(name, () -> {
                    Wait.deaf(release);
                    return List.of();
                })
                .every(PERIOD)
                .within(PERIOD);
    }

    private Probe counting() {
        return Probe.gauge("samples", samples::incrementAndGet).every(PERIOD);
    }
}
