package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FlightTest {
    private final Ticker ticker = Ticker.system();

    @Test
    void oneThatWasAbandonedBeforeItBeganNeverRuns() {
        AtomicBoolean ran = new AtomicBoolean();
        Flight<Boolean> flight = new Flight<>(() -> ran.getAndSet(true), ticker);
        assertThat(flight.abandon()).isTrue();
        flight.run();
        assertThat(ran).isFalse();
        assertThat(flight.done()).isFalse();
    }

    @Test
    void anInterruptNeverHitsTheNextWorkOnTheThread() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            CountDownLatch entered = new CountDownLatch(1);
            Flight<Integer> flight = new Flight<>(
                    () -> {
                        entered.countDown();
                        return 1;
                    },
                    ticker);
            AtomicBoolean hit = new AtomicBoolean();
            Thread thread = new Thread(() -> {
                flight.run();
                hit.set(Thread.interrupted());
            });
            thread.start();
            Wait.on(entered);
            flight.abandon();
            thread.join();
            assertThat(hit).as("round %s", round).isFalse();
        }
    }

    @Test
    void workThatAbandonsItselfIsNotInterrupted() {
        Flight<?>[] self = new Flight<?>[1];
        Flight<Boolean> flight = new Flight<>(
                () -> {
                    self[0].abandon();
                    return Thread.currentThread().isInterrupted();
                },
                ticker);
        self[0] = flight;
        flight.run();
        assertThat(flight.result()).isFalse();
    }

    @Test
    void whatItThrewIsKeptAndItsThreadGoesOn() {
        Flight<Integer> flight = new Flight<>(
                () -> {
                    throw new StackOverflowError();
                },
                ticker);
        flight.run();
        assertThat(flight.done()).isTrue();
        assertThat(flight.failure()).isInstanceOf(StackOverflowError.class);
        assertThat(flight.result()).isNull();
        assertThat(flight.abandon()).isTrue();
    }
}
