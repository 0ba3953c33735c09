package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutletTest {
    private final List<Long> taken = new CopyOnWriteArrayList<>();

    @Test
    void whatAnExecutorRefusesIsDeliveredInOrderAtTheNextPoke() {
        boolean[] full = {true};
        Outlet outlet = new Outlet(
                "x",
                event -> taken.add(event.sequence()),
                work -> {
                    if (full[0]) {
                        throw new RejectedExecutionException("full");
                    }
                    work.run();
                },
                false);
        outlet.offer(event(1));
        outlet.offer(event(2));
        assertThat(outlet.failure()).isInstanceOf(RejectedExecutionException.class);
        full[0] = false;
        outlet.poke();
        assertThat(taken).containsExactly(1L, 2L);
        assertThat(outlet.failure()).isNull();
        assertThat(outlet.empty()).isTrue();
    }

    @Test
    void aLackOfMemoryWhileItIsHandedOverIsNotForEver() {
        boolean[] scarce = {true};
        Outlet outlet = new Outlet(
                "x",
                event -> taken.add(event.sequence()),
                work -> {
                    if (scarce[0]) {
                        throw new OutOfMemoryError("injected");
                    }
                    work.run();
                },
                false);
        outlet.offer(event(1));
        scarce[0] = false;
        outlet.poke();
        assertThat(taken).containsExactly(1L);
    }

    @Test
    void whatIsOfferedWhileItIsEmptiedIsTakenToo() {
        Deque<Runnable> held = new ArrayDeque<>();
        Outlet[] self = new Outlet[1];
        self[0] = new Outlet(
                "x",
                event -> {
                    taken.add(event.sequence());
                    if (event.sequence() == 1) {
                        self[0].offer(event(2));
                    }
                },
                held::add,
                false);
        self[0].offer(event(1));
        Objects.requireNonNull(held.poll()).run();
        assertThat(taken).containsExactly(1L, 2L);
        assertThat(held).isEmpty();
    }

    @Test
    void noEventWaitsForAPokeThatNobodyGives() {
        for (int round = 0; round < 300; round++) { // a race, if there is one: between the last look and the flag
            try (Lane lane = new Lane("outlet-test", 1, 1)) {
                List<Long> seen = new CopyOnWriteArrayList<>();
                Outlet outlet = new Outlet("x", event -> seen.add(event.sequence()), lane, false);
                for (long i = 1; i <= 20; i++) {
                    outlet.offer(event(i));
                    Thread.onSpinWait();
                }
                Wait.until("all 20 arrive unasked", () -> seen.size() == 20);
                assertThat(seen)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 20).boxed().toList());
            }
        }
    }

    @Test
    void anEventThatAReaderCanNeverTakeHoldsUpNoOther() {
        Outlet outlet = new Outlet(
                "x",
                event -> {
                    if (event.sequence() == 1) {
                        throw new IllegalArgumentException("of more than a megabyte");
                    }
                    taken.add(event.sequence());
                },
                Runnable::run,
                true);
        outlet.offer(event(1));
        outlet.offer(event(2));

        assertThat(taken).containsExactly(2L);
        assertThat(outlet.lost()).isEqualTo(1);
    }

    @Test
    void aReaderThatKeepsGetsTheSameEventAgainUntilItTakesIt() {
        int[] tries = {0};
        Outlet outlet = new Outlet(
                "x",
                event -> {
                    if (tries[0]++ < 2) {
                        throw new IllegalStateException("disk full");
                    }
                    taken.add(event.sequence());
                },
                Runnable::run,
                true);
        outlet.offer(event(1));
        assertThat(outlet.lost()).isZero();
        assertThat(outlet.failure()).hasMessage("disk full");
        outlet.offer(event(2));
        assertThat(taken).isEmpty();
        outlet.poke();
        assertThat(taken).containsExactly(1L, 2L);
        assertThat(outlet.lost()).isZero();
    }

    @Test
    void nobodyWaitsForAReaderThatFails() throws InterruptedException {
        Outlet outlet = new Outlet(
                "x",
                event -> {
                    throw new IllegalStateException("disk full");
                },
                Runnable::run,
                true);
        outlet.offer(event(1));
        long from = System.nanoTime();
        outlet.await(1, 10_000);
        assertThat(System.nanoTime() - from).isLessThan(5_000_000_000L);
    }

    @Test
    void whoWaitsIsToldAsSoonAsTheReaderHasIt() throws InterruptedException {
        try (Lane lane = new Lane("outlet-test", 1, 1)) {
            Outlet outlet = new Outlet("x", event -> taken.add(event.sequence()), lane, true);
            outlet.offer(event(1));
            outlet.await(1, 20_000);
            assertThat(taken).containsExactly(1L);
        }
    }

    @Test
    void beyondItsQueueEventsAreCountedAsLost() {
        Deque<Runnable> held = new ArrayDeque<>();
        Outlet outlet = new Outlet("x", event -> taken.add(event.sequence()), held::add, false);
        for (long i = 1; i <= 1_030; i++) {
            outlet.offer(event(i));
        }
        assertThat(outlet.lost()).isEqualTo(6);
        Objects.requireNonNull(held.poll()).run();
        assertThat(taken).hasSize(1_024).last().isEqualTo(1_024L);
    }

    private static HealingEvent event(long sequence) {
        return new HealingEvent.LoopStopped(sequence, Instant.EPOCH, "orders");
    }
}
