package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closing works from anywhere, at any time, ends soon, and leaves nothing behind. */
class CloseTest {
    private static final int CLOSES = Integer.getInteger("closes", 1_000);

    private static final String METRIC = "memory.used.ratio";
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final AtomicReference<SelfHealing> self = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StubbornAction stubborn = new StubbornAction();
    private final FakeJournal journal = new FakeJournal();

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        Wait.until(
                "no thread of ours before: " + Wait.threads(),
                () -> Wait.threads().isEmpty());
    }

    @AfterEach
    void nothingIsLeft() {
        stubborn.release.countDown();
        Wait.until("no thread of ours after", () -> Wait.threads().isEmpty());
    }

    @Test
    void buildingAloneStartsNoThreadAndOpensNothing() {
        journal.opensNot = true;
        SelfHealing healing = live().journal(journal).build();
        assertThat(Wait.threads()).isEmpty();
        assertThat(healing.turning()).isFalse();
        healing.close();
        assertThat(journal.closings).isZero();
        assertThat(healing.turning()).isFalse();
    }

    @Test
    void anActionThatRunsIsInterruptedAndTheRecordSaysSo() {
        stubborn.obeys = true;
        SelfHealing healing = sick().journal(journal).start();
        Wait.on(stubborn.entered);
        closesSoon(healing);
        Wait.on(stubborn.left);
        assertThat(stubborn.cancelledSeen).isTrue();
        assertThat(journal.kept(HealingEvent.OutcomeJudged.class))
                .singleElement()
                .extracting(judged -> judged.outcome().verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
        assertThat(journal.closings).isEqualTo(1);
    }

    @Test
    void anActionThatIsDeafHoldsNothingUp() {
        SelfHealing healing = sick().journal(journal).start();
        Wait.on(stubborn.entered);
        closesSoon(healing);
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
        assertThat(Wait.threads()).as("only the deaf one").hasSize(1);
    }

    @Test
    void aProbeThatIsDeafHoldsNothingUp() {
        CountDownLatch entered = new CountDownLatch(1);
        SelfHealing healing = live().probe(Probe.of("deaf", () -> {
                    entered.countDown();
                    Wait.deaf(stubborn.release);
                    return List.of();
                }))
                .start();
        Wait.on(entered);
        closesSoon(healing);
    }

    @Test
    void aDetectorThatNeverReturnsHoldsNothingUpAndNothingIsStartedAfterwards() {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicInteger acted = new AtomicInteger();
        SelfHealing healing = live().probe(Probe.gauge(METRIC, () -> 0.95).every(PERIOD))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .detector(snapshot -> {
                    if (snapshot.size() > 0) {
                        entered.countDown();
                        Wait.deaf(stubborn.release);
                    }
                    return List.of();
                })
                .start();
        Wait.on(entered);
        closesSoon(healing);
        stubborn.release.countDown();
        Wait.until("the loop's thread ends", () -> Wait.threads().isEmpty());
        assertThat(acted).hasValue(0);
    }

    @Test
    void aJournalThatNeverReturnsHoldsNothingUp() {
        journal.opening = stubborn.release;
        SelfHealing healing = live().journal(journal).start();
        closesSoon(healing);
        assertThat(journal.closings).isZero();

        stubborn.release.countDown();
        Wait.until("it is closed once it comes back, for the next loop to have it", () -> journal.closings == 1);
    }

    @Test
    void twiceIsOnce() {
        SelfHealing healing = live().journal(journal).start();
        Wait.until("it turns", healing::turning);
        closesSoon(healing);
        healing.close();
        assertThat(journal.closings).isEqualTo(1);
        assertThat(journal.kept(HealingEvent.LoopStopped.class)).hasSize(1);
        assertThat(healing.turning()).isFalse();
    }

    @Test
    void anActionMayCloseTheLoopThatRunsIt() {
        SelfHealing healing = live().journal(journal)
                .probe(Probe.gauge(METRIC, () -> 0.95).every(PERIOD))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "close"))
                .action(RecoveryAction.of("close", Risk.SAFE, this::closeSelf))
                .build();
        self.set(healing);
        healing.start();
        Wait.on(closed);
        assertThat(journal.closings)
                .as("in order, although its own thread is among those told to end")
                .isEqualTo(1);
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
    }

    @Test
    void aListenerMayClose() {
        SelfHealing healing = live().listener(event -> closeSelf()).build();
        self.set(healing);
        healing.start();
        Wait.on(closed);
    }

    @Test
    void aProbeMayClose() {
        SelfHealing healing = live().probe(Probe.of("closing", () -> {
                    closeSelf();
                    return List.of();
                }))
                .build();
        self.set(healing);
        healing.start();
        Wait.on(closed);
    }

    @Test
    void aDetectorMayCloseAndNothingIsActedUponAfterwards() {
        AtomicInteger acted = new AtomicInteger();
        SelfHealing healing = live().journal(journal)
                .probe(Probe.gauge(METRIC, () -> 0.95).every(PERIOD))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .detector(snapshot -> {
                    if (snapshot.size() > 0) {
                        closeSelf();
                    }
                    return List.of();
                })
                .build();
        self.set(healing);
        healing.start();
        Wait.on(closed);
        Wait.until("every thread ends", () -> Wait.threads().isEmpty());
        assertThat(acted).hasValue(0);
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
    }

    @Test
    void whatAListenerClosesInTheMiddleOfATurnIsNotActedUponAfterwards() {
        AtomicInteger acted = new AtomicInteger();
        Bench[] bench = new Bench[1];
        bench[0] = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .listener(event -> {
                    if (event instanceof HealingEvent.DecisionMade) {
                        bench[0].healing.close();
                    }
                }));
        bench[0].probe.gauge(METRIC, 0.95);
        bench[0].seconds(1);
        assertThat(acted).hasValue(0);
        assertThat(bench[0].events).last().isInstanceOf(HealingEvent.LoopStopped.class);
    }

    @Test
    void anActionThatReturnedIsJudgedAfterTheNextStartAndNotCalledAFailure() {
        Bench bench = Bench.of(b -> b.journal(journal)
                .rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                .action(RecoveryAction.of("act", Risk.SAFE, () -> {})));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(1);
        bench.restart();
        bench.probe.gauge(METRIC, 0.1);
        bench.seconds(10);
        assertThat(journal.kept(HealingEvent.OutcomeJudged.class))
                .singleElement()
                .extracting(judged -> judged.outcome().verdict())
                .isEqualTo(Verdict.HEALED);
    }

    @Test
    void oneWhoIsInterruptedStillClosesInOrder() {
        SelfHealing healing = live().journal(journal).start();
        Wait.until("it turns", healing::turning);
        Thread.currentThread().interrupt();
        healing.close();
        assertThat(Thread.interrupted()).as("and stays interrupted").isTrue();
        assertThat(journal.closings).isEqualTo(1);
        assertThat(Wait.threads()).isEmpty();
    }

    @Test
    void whatPluginsLeftIsClosedEachOnItsOwn() {
        AtomicInteger closings = new AtomicInteger();
        SelfHealing healing = live().plugin(registry -> {
                    registry.closing(() -> {
                        throw new IllegalStateException("never mind");
                    });
                    registry.closing(closings::incrementAndGet);
                })
                .start();
        healing.close();
        healing.close();
        assertThat(closings).hasValue(1);
    }

    @Test
    void atRandomPointsOfAFirstHealing() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        for (int round = 0; round < CLOSES; round++) {
            int point = random.nextInt(40);
            FakeJournal record = new FakeJournal();
            AtomicInteger seen = new AtomicInteger();
            Bench[] bench = new Bench[1];
            bench[0] = Bench.of(b -> b.journal(record)
                    .rule(OverRule.of(METRIC, 0.9, 0.8, "act"))
                    .action(RecoveryAction.of("act", Risk.SAFE, () -> closeAt(bench[0], seen, point)))
                    .probe(Probe.of("closing", () -> {
                        closeAt(bench[0], seen, point);
                        return List.of();
                    }))
                    .listener(event -> closeAt(bench[0], seen, point)));
            try {
                for (int second = 0; second < 20; second++) {
                    bench[0].probe.gauge(METRIC, second < 5 ? 0.95 : 0.1);
                    bench[0].seconds(1);
                }
            } catch (IllegalStateException ended) {
                assertThat(ended).hasMessage("the loop is closed: build another");
            }
            bench[0].healing.close();
            String at = "seed " + seed + ", round " + round + ", point " + point + ": " + record.kept;
            assertThat(record.sequences()).as(at).isSorted().doesNotHaveDuplicates();
            if (!record.kept.isEmpty()) {
                assertThat(record.kept.get(record.kept.size() - 1)).as(at).isInstanceOf(HealingEvent.LoopStopped.class);
            }
            assertThat(record.kept(HealingEvent.OutcomeJudged.class).size())
                    .as(at)
                    .isLessThanOrEqualTo(
                            record.kept(HealingEvent.ActionStarted.class).size());
        }
    }

    @Test
    void atRandomPointsOfARealStart() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            SelfHealing healing = sick().build();
            Thread starter = new Thread(() -> {
                try {
                    healing.start();
                } catch (IllegalStateException closedBefore) {
                    assertThat(closedBefore).hasMessageContaining("closed");
                }
            });
            starter.start();
            for (int spin = random.nextInt(20_000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            closesSoon(healing);
            stubborn.release.countDown();
            Wait.until(
                    "nothing is left (seed " + seed + ", round " + round + ")",
                    () -> !starter.isAlive() && Wait.threads().isEmpty());
        }
    }

    @Test
    void afterwardsNothingCanBeStarted() {
        SelfHealing healing = live().build();
        healing.close();
        assertThatThrownBy(healing::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this healer was closed: build another one");
        assertThatThrownBy(healing.loop()::runOnce)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the loop is closed: build another");
    }

    @Test
    void aSecondStartAndATurnByHandAreRefused() {
        try (SelfHealing healing = live().start()) {
            assertThatThrownBy(healing::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this healer was started before: start() it once, or build another one");
            assertThatThrownBy(healing.loop()::runOnce)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the loop turns by itself: do not call runOnce()");
            Wait.until("it turns all the same", healing::turning);
        }
    }

    @Test
    void aStartThatFailsLeavesNoThread() {
        int[] asked = {0};
        HealingListener moody = new HealingListener() {
            @Override
            public void on(HealingEvent event) {}

            @Override
            public String name() {
                if (asked[0]++ > 0) {
                    throw new IllegalStateException("not twice");
                }
                return "moody";
            }
        };
        SelfHealing healing = live().journal(journal).listener(moody).build();
        assertThatThrownBy(healing::start).hasMessage("not twice");
        Wait.until("its journal is closed", () -> journal.closings == 1);
        healing.close();
    }

    @Test
    void aStartThatFailsHalfWayLeavesNoLoopThatNobodyHolds() {
        Ticker poor = () -> {
            if (StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith("Pacemaker")
                                    && frame.getMethodName().equals("start")))) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return System.nanoTime();
        };
        SelfHealing healing =
                live().journal(journal).time(InstantSource.system(), poor).build();
        assertThatThrownBy(healing::start).isInstanceOf(OutOfMemoryError.class);
        Wait.until("its journal is closed", () -> journal.closings == 1);
        Wait.until("its threads are gone", () -> Wait.threads().isEmpty());
        assertThatThrownBy(healing::start).hasMessageContaining("closed");
    }

    @Test
    void whatIsInForceIsTakenBackToTheEndAlsoIfItTakesLongerThanClosing() {
        int leases = 8;
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(leases);
        CountDownLatch shut = new CountDownLatch(1);
        RecoveryAction shed = new RecoveryAction() {
            @Override
            public String id() {
                return "shed";
            }

            @Override
            public Risk risk() {
                return Risk.SAFE;
            }

            @Override
            public void recover(Recovery recovery) {
                for (int i = 0; i < leases; i++) {
                    recovery.lease("part " + i, Duration.ofMinutes(1), () -> {
                        shut.await();
                        back.countDown();
                    });
                }
                held.countDown();
            }
        };
        SelfHealing healing = live().probe(Probe.gauge(METRIC, () -> 0.95))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "shed"))
                .action(shed)
                .start();
        Wait.on(held);
        closesSoon(healing);
        shut.countDown();
        Wait.on(back);
    }

    private static void closeAt(Bench bench, AtomicInteger seen, int point) {
        if (seen.getAndIncrement() == point) {
            bench.healing.close();
        }
    }

    private void closeSelf() {
        Objects.requireNonNull(self.get()).close();
        closed.countDown();
    }

    private SelfHealing.Builder sick() {
        return live().probe(Probe.gauge(METRIC, () -> 0.95).every(PERIOD))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "stubborn"))
                .action(stubborn);
    }

    private static SelfHealing.Builder live() {
        return SelfHealing.builder().withoutDiscovery().every(PERIOD);
    }

    private static void closesSoon(SelfHealing healing) {
        assertThat(OwnTime.by(healing::close)).as("a second is promised").isLessThan(Duration.ofMillis(1_200));
    }
}
