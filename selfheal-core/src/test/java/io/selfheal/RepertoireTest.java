package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actions that rehearse, or cannot. */
class RepertoireTest {
    private static final String METRIC = "load.ratio";

    private final Rewritten policy = new Rewritten("changing");
    private final AtomicInteger rehearsals = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch mended = new CountDownLatch(1);
    private volatile double load = 0.3;

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void anActionRehearsesOnceHoweverOftenThePolicyChanges() {
        Bench bench = Bench.of(b -> b.policy(policy).action(rehearsing(rehearsals::incrementAndGet)));
        for (int i = 0; i < 3; i++) {
            policy.touch();
            bench.seconds(10);
        }

        assertThat(policy.applied()).isEqualTo(4);
        assertThat(rehearsals).hasValue(1);
        assertThat(bench.healing.view().failing()).isEmpty();
    }

    @Test
    void anActionThatAPolicyBringsInRehearsesThen() {
        RecoveryAction late = rehearsing(rehearsals::incrementAndGet);
        Bench bench = Bench.of(b -> b.policy(policy));
        bench.seconds(1);
        policy.says(builder -> builder.action(late));
        bench.seconds(10);

        assertThat(rehearsals).hasValue(1);
    }

    @Test
    void aRehearsalThatFailsIsTold() {
        Bench bench = Bench.of(b -> b.action(rehearsing(() -> {
            throw new NoClassDefFoundError("gone");
        })));
        bench.seconds(3);

        assertThat(bench.healing.view().failing()).containsOnlyKeys("rehearsal rehearsing");
        assertThat(bench.events(HealingEvent.HookFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.fault().shown()).isEqualTo("NoClassDefFoundError: gone"));
    }

    @Test
    void aRehearsalThatTakesTooLongIsInterruptedAndTold() {
        Bench.VirtualClock time = new Bench.VirtualClock();
        CountDownLatch interrupted = new CountDownLatch(1);
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .time(time, time)
                .action(rehearsing(() -> {
                    try {
                        release.await();
                    } catch (InterruptedException told) {
                        interrupted.countDown();
                    }
                }))
                .build()) {
            Wait.until("it is told", () -> {
                turn(healing, time);
                return healing.view().failing().containsKey("rehearsal rehearsing");
            });
            Wait.on(interrupted);
        }
    }

    @Test
    void aRehearsalThatHangsForGoodTakesOneThreadHoweverOftenThePolicyChanges() {
        Bench.VirtualClock time = new Bench.VirtualClock();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .time(time, time)
                .policy(policy)
                .probe(Probe.gauge(METRIC, () -> load))
                .action(rehearsing(() -> Wait.deaf(release)))
                .action(RecoveryAction.of("mend", Risk.SAFE, mended::countDown))
                .rule(OverRule.of(METRIC, 0.9, 0.8, "mend"))
                .build()) {
            for (int i = 0; i < 6; i++) {
                int before = policy.applied();
                policy.touch();
                Wait.until("the policy is applied", () -> {
                    turn(healing, time);
                    return policy.applied() > before;
                });
            }
            load = 0.95;
            Wait.until("another action runs", () -> {
                turn(healing, time);
                return mended.getCount() == 0;
            });
        }
    }

    private static void turn(SelfHealing healing, Bench.VirtualClock time) {
        time.pass(Duration.ofMillis(100));
        healing.loop().runOnce();
    }

    private static RecoveryAction rehearsing(RecoveryAction.Body body) {
        return new RecoveryAction() {
            @Override
            public String id() {
                return "rehearsing";
            }

            @Override
            public Risk risk() {
                return Risk.SAFE;
            }

            @Override
            public void recover(Recovery recovery) {}

            @Override
            public void rehearse() throws Exception {
                body.run();
            }
        };
    }
}
