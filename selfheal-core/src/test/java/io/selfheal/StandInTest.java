package io.selfheal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, and probes that said that they wait for nothing, are sampled by the loop's own thread, and hang. */
class StandInTest {
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final AtomicInteger samples = new AtomicInteger();
    private final AtomicReference<String> hanging = new AtomicReference<>("");
    private final AtomicReference<SelfHealing> self = new AtomicReference<>();
    private final FakeJournal journal = new FakeJournal();

    @AfterEach
    void letGo() {
        release.countDown();
        Wait.until("no thread of ours after", () -> Wait.threads().isEmpty());
    }

    @Test
    void whatWaitsForNothingIsSampledByTheLoopsThreadOnceItIsKnownToBeQuick() {
        AtomicReference<String> by = new AtomicReference<>("");
        try (SelfHealing healing = builder()
                .probe(Probe.gauge("thread", () -> {
                            by.set(Thread.currentThread().getName());
                            return 0;
                        })
                        .every(PERIOD)
                        .nonBlocking())
                .start()) {
            Wait.until("by the loop's thread", () -> requireNonNull(by.get()).startsWith("selfheal-loop"));
            assertThat(healing.turning()).isTrue();
        }
    }

    @Test
    void anotherThreadTurnsTheLoopWhileOneHangsForGoodAndTheyChangePlacesWhenItComesBack() {
        try (SelfHealing healing = builder()
                .probe(counting())
                .probe(hanging(() -> Wait.deaf(release)))
                .start()) {
            Wait.on(entered);
            long turns = healing.view().turns();
            int seen = samples.get();
            Wait.until("50 turns", () -> healing.view().turns() >= turns + 50);
            Wait.until("samples of the other probe", () -> samples.get() >= seen + 25);
            Wait.until("the hang is told", () -> healing.view().failing().containsKey("probe hanging"));
            assertThat(hanging.get()).startsWith("selfheal-loop");

            release.countDown();

            Wait.until("it is well again", () -> healing.view().failing().isEmpty());
            long then = healing.view().turns();
            Wait.until("50 turns more", () -> healing.view().turns() >= then + 50);
        }
    }

    @Test
    void closingDoesNotWaitForASampleThatIsDeafAndTheRecordIsWhole() {
        SelfHealing healing = builder()
                .journal(journal)
                .probe(hanging(() -> Wait.deaf(release)))
                .start();
        Wait.on(entered);
        healing.close();
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
        assertThat(Wait.threads()).as("only the deaf one").hasSize(1);
    }

    @Test
    void aSampleOnTheLoopsThreadMayClose() {
        CountDownLatch closed = new CountDownLatch(1);
        SelfHealing healing = builder()
                .journal(journal)
                .probe(hanging(() -> {
                    requireNonNull(self.get()).close();
                    closed.countDown();
                }))
                .build();
        self.set(healing);
        healing.start();
        Wait.on(closed);
        assertThat(hanging.get()).startsWith("selfheal-loop");
        assertThat(journal.kept.get(journal.kept.size() - 1)).isInstanceOf(HealingEvent.LoopStopped.class);
    }

    @Test
    void anErrorInASampleIsTheProbesOwnFailureAndTheLoopTurnsOn() {
        try (SelfHealing healing = builder()
                .probe(hanging(() -> {
                    throw new StackOverflowError("of the probe");
                }))
                .start()) {
            Wait.on(entered);
            Wait.until("it is told", () -> healing.view().failing().containsKey("probe hanging"));
            long turns = healing.view().turns();
            Wait.until("50 turns", () -> healing.view().turns() >= turns + 50);
        }
    }

    private SelfHealing.Builder builder() {
        return SelfHealing.builder().withoutDiscovery().every(PERIOD);
    }

    private Probe counting() {
        return Probe.gauge("samples", samples::incrementAndGet).every(PERIOD).nonBlocking();
    }

    /** Does so as soon as it is sampled by a thread of the loop. */
    private Probe hanging(Runnable hang) {
        return Probe.of("hanging", () -> {
                    String thread = Thread.currentThread().getName();
                    if (thread.startsWith("selfheal-loop") && entered.getCount() > 0) {
                        hanging.set(thread);
                        entered.countDown();
                        hang.run();
                    }
                    return List.of();
                })
                .every(PERIOD)
                .within(Duration.ofMillis(20))
                .nonBlocking();
    }
}
