package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Probes that are quick as a rule share one thread; a thread that is woken costs more than they do. */
class QuickProbesTest {
    private static final int ENOUGH = 12;

    private final Bench.VirtualClock time = new Bench.VirtualClock();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();
    private Duration firstTakes = Duration.ZERO;

    private final SelfHealing healing = SelfHealing.builder()
            .withoutDiscovery()
            .time(time, time)
            .executor(tasks::add)
            .probe(Probe.gauge("first.count", () -> {
                time.pass(firstTakes);
                return first.incrementAndGet();
            }))
            .probe(Probe.gauge("second.count", second::incrementAndGet).within(Duration.ofMillis(20)))
            .build();

    /** That the loop has started is told by a task, too. */
    @BeforeEach
    void start() {
        healing.loop().turn();
        work();
    }

    @AfterEach
    void close() {
        healing.close();
    }

    @Test
    void theyAreTakenOneByOneUntilTheyHaveShownThatTheyAreQuick() {
        assertThat(sample()).isEqualTo(2);
        work();
        turn();
        settle();

        assertThat(sample()).isEqualTo(1);
        int seen = first.get();
        work();
        assertThat(first).hasValue(seen + 1);
        assertThat(second).hasValue(seen + 1);
    }

    @Test
    void whoWaitsBehindOneThatHangsIsTakenByAnotherThreadFromTheNextTurnOn() {
        settle();
        sample();
        Runnable hanging = tasks.remove();

        turn();
        assertThat(tasks).as("both, each on its own").hasSize(2);
        work();
        int seen = second.get();
        hanging.run();

        assertThat(second).as("not sampled twice").hasValue(seen);
        turn();
        assertThat(healing.view().snapshot().gauge("second.count")).hasValue(seen);
    }

    @Test
    void waitingBehindAnotherIsNotHeldAgainstIt() {
        settle();
        sample();
        tasks.remove();

        turn();

        assertThat(tasks).hasSize(2);
        work();
        turn();
        assertThat(healing.view().failing()).isEmpty();
    }

    @Test
    void oneThatWasSlowIsOnItsOwnAgain() {
        settle();
        sample();
        firstTakes = Duration.ofMillis(15);
        work();
        turn();

        assertThat(sample()).as("the slow one, and those that are quick").isEqualTo(2);
        firstTakes = Duration.ZERO;
        work();
        turn();
        assertThat(sample()).as("once quick is not enough").isEqualTo(2);
    }

    @Test
    void oneThatTakesALittleLongerNowAndThenStaysAmongTheQuickAndOneThatAlwaysDoesDoesNot() {
        settle();
        firstTakes = Duration.ofMillis(5);
        assertThat(sample()).isEqualTo(1);
        work();
        turn();
        assertThat(sample()).isEqualTo(1);
        work();
        turn();
        assertThat(sample()).isEqualTo(1);
        work();
        turn();
        sample();
        work();
        turn();

        assertThat(sample()).as("the slow one, and the quick one").isEqualTo(2);
    }

    @Test
    void aProbeIsSampledBeforeEveryTurnAlsoIfOneBeginsALittleLate() {
        for (int i = 0; i < 10; i++) {
            Duration late = Duration.ofMillis(i % 2 == 0 ? 5 : 0);
            time.pass(Duration.ofMillis(950).plus(late));
            healing.loop().sample(false);
            assertThat(tasks).as("turn " + i).hasSize(2);
            work();
            time.pass(Duration.ofMillis(50).minus(late));
            healing.loop().turn();
        }
    }

    @Test
    void whoeverAsksTakesThoseItselfThatWaitForNothingOnceTheyHaveShownThatTheyAreQuick() {
        AtomicInteger read = new AtomicInteger();
        try (SelfHealing mixed = SelfHealing.builder()
                .withoutDiscovery()
                .time(time, time)
                .executor(tasks::add)
                .probe(Probe.gauge("asked.count", second::incrementAndGet))
                .probe(Probe.gauge("read.count", read::incrementAndGet).nonBlocking())
                .build()) {
            mixed.loop().turn();
            for (int i = 0; i < ENOUGH; i++) {
                time.pass(Duration.ofSeconds(1));
                mixed.loop().sample(true).here().forEach(Flight::run);
                work();
                mixed.loop().turn();
            }
            time.pass(Duration.ofSeconds(1));
            int before = read.get();

            Sampler.Due due = mixed.loop().sample(true);

            assertThat(due.here()).singleElement().satisfies(Flight::run);
            assertThat(read).hasValue(before + 1);
            assertThat(due.elsewhere()).isTrue();
            assertThat(tasks).hasSize(1);
            mixed.loop().turn();
            assertThat(mixed.view().snapshot().gauge("read.count")).hasValue(before + 1);
        }
    }

    @Test
    void whereNobodyStandsByAllAreTakenByOthers() {
        assertThat(healing.loop().sample(false).here()).isEmpty();
        settle();
        time.pass(Duration.ofSeconds(1));
        assertThat(healing.loop().sample(false).here()).isEmpty();
    }

    private void settle() {
        for (int i = 0; i < ENOUGH; i++) {
            sample();
            work();
            turn();
        }
    }

    /** How many tasks the samples of a second are. */
    private int sample() {
        time.pass(Duration.ofMillis(950));
        healing.loop().sample(false);
        return tasks.size();
    }

    private void turn() {
        time.pass(Duration.ofMillis(50));
        healing.loop().turn();
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
