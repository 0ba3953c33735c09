package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import io.selfheal.test.RecoveryActionContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GracefulRestartTest implements RecoveryActionContract {
    private final BlockingQueue<String> ways = new LinkedBlockingQueue<>();
    private final CountDownLatch deadline = new CountDownLatch(1);
    private final LoadGate gate = new LoadGate();
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public RecoveryAction action() {
        return restart(() -> {}).supervisedBy("systemd");
    }

    @Override
    public Optional<RecoveryAction> actionOnSomethingThatHangs() {
        gate.tryAcquire();
        return Optional.of(new GracefulRestart(
                75,
                "systemd",
                Optional.of(gate),
                Duration.ofMinutes(1),
                exit(() -> {}),
                Ticker.system(),
                Pause.system()));
    }

    @AfterEach
    void endWatch() {
        deadline.countDown();
    }

    @Test
    void withoutASupervisorItRefuses() {
        assertThatThrownBy(() -> restart(() -> {}).recover(new Attempted()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("supervisedBy(…)");
        assertThat(ways).isEmpty();
    }

    @Test
    void withoutAJournalNothingWouldBoundTheRestartsSoItRefuses() {
        Attempted attempt = new Attempted();
        attempt.journaled = false;

        assertThatThrownBy(() -> restart(() -> {}).supervisedBy("systemd").recover(attempt))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keep a journal with journal(…)");
        assertThatThrownBy(() -> new Drain(gate, Duration.ZERO)
                        .around(restart(() -> {}).supervisedBy("systemd"))
                        .recover(attempt))
                .hasMessageContaining("keep a journal with journal(…)");
        assertThat(ways).isEmpty();
    }

    @Test
    void itExitsWithItsCodeOnceReadinessIsOff() throws Exception {
        Attempted attempt = new Attempted();

        restart(() -> assertThat(gate.ready()).isFalse())
                .supervisedBy("systemd")
                .draining(gate)
                .recover(attempt);

        assertThat(ways.poll()).isEqualTo("exit 75");
        assertThat(attempt.report).isEqualTo("exits with 75, to be started anew by systemd");
        assertThat(GracefulRestart.withCode(75).risk()).isEqualTo(Risk.HIGH);
    }

    @Test
    void anExitThatHangsIsHalted() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                restart(() -> {
                            hanging.countDown();
                            await(released);
                        })
                        .supervisedBy("systemd")
                        .recover(new Attempted());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        hanging.await();
        assertThat(ways.poll(10, TimeUnit.SECONDS)).isEqualTo("exit 75");

        deadline.countDown();

        assertThat(ways.poll(10, TimeUnit.SECONDS)).isEqualTo("halt 75");
        released.countDown();
        thread.join();
    }

    @Test
    void interruptedWhileItDrainsItIsReadyAgainAndDoesNotExit() throws Exception {
        gate.tryAcquire();
        GracefulRestart restart = draining(time -> {
            assertThat(gate.ready()).isFalse();
            throw new InterruptedException();
        });

        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThatThrownBy(() -> restart.recover(new Attempted())).isInstanceOf(InterruptedException.class);
        List<Thread> watches = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("selfheal-exit") && !before.contains(thread))
                .toList();

        assertThat(gate.ready()).isTrue();
        for (Thread watch : watches) {
            watch.join();
        }
        assertThat(ways).as("nor is it halted at the deadline").isEmpty();
    }

    @Test
    void aHeapThatIsFullDoesNotKeepItFromExiting() throws Exception {
        gate.tryAcquire();

        draining(time -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .recover(new Attempted());

        assertThat(ways.poll()).isEqualTo("exit 75");
    }

    @Test
    void aCodeThatMeansAllIsWellIsRefused() {
        assertThatThrownBy(() -> GracefulRestart.withCode(0)).hasMessageContaining("from 1 to 255");
    }

    private GracefulRestart restart(Runnable whileExiting) {
        return new GracefulRestart(
                75, "", Optional.empty(), Duration.ofSeconds(10), exit(whileExiting), nanos::get, time -> {
                    if (time.toMillis() > 10) {
                        deadline.await();
                    }
                    nanos.addAndGet(time.toNanos());
                });
    }

    private GracefulRestart draining(Waiting whileDraining) {
        return new GracefulRestart(
                75, "systemd", Optional.of(gate), Duration.ofMinutes(1), exit(() -> {}), nanos::get, time -> {
                    if (time.toMillis() > 10) {
                        deadline.await();
                    } else {
                        whileDraining.wait(time);
                    }
                });
    }

    private interface Waiting {
        void wait(Duration time) throws InterruptedException;
    }

    private Exit exit(Runnable whileExiting) {
        return new Exit() {
            @Override
            public void exit(int code) {
                ways.add("exit " + code);
                whileExiting.run();
            }

            @Override
            public void halt(int code) {
                ways.add("halt " + code);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
