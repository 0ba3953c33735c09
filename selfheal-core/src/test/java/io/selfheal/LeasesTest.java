package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The bounds of what is in force. */
class LeasesTest {
    private static final Lease LEASE = new Lease("i-1", "db", "shed", "half of the load", Duration.ofSeconds(20));

    private final Bench.VirtualClock time = new Bench.VirtualClock();
    private final List<String> done = new ArrayList<>();

    @Test
    void thereAreAThousandAtMostAndTheRefusalSaysSo() {
        Leases leases = new Leases(Runnable::run, time, new Spares());
        for (int i = 0; i < 1_000; i++) {
            leases.hold(LEASE, () -> {}, () -> false);
        }

        assertThatThrownBy(() -> leases.hold(LEASE, () -> {}, () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are 1000 leases already: end some before there are more");
    }

    @Test
    void nothingIsPutInForceOnceTheLoopIsClosed() {
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.close(0);

        assertThatThrownBy(() -> leases.hold(LEASE, () -> {}, () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the loop is closed: nothing may be put in force any more");
    }

    @Test
    void whereNoThreadIsFreeItIsTakenBackAllTheSame() {
        Leases leases = new Leases(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                time,
                new Spares());
        leases.hold(LEASE, () -> done.add("back"), () -> false);
        time.pass(Duration.ofSeconds(20));
        leases.expire(time.nanos());

        assertThat(done).containsExactly("back");
    }

    @Test
    void whatDoesNotReturnHoldsNobodyUpWhoPutsSomethingElseInForce() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.hold(
                LEASE,
                () -> {
                    entered.countDown();
                    Wait.deaf(release);
                },
                () -> false);
        time.pass(Duration.ofSeconds(20));
        Thread stuck = new Thread(() -> leases.expire(time.nanos()));
        stuck.start();
        Wait.on(entered);

        leases.hold(LEASE, () -> {}, () -> false);
        release.countDown();
        stuck.join();
    }

    @Test
    void nothingSlipsInOnceTheTimeOfTheActionIsOver() {
        Leases leases = new Leases(Runnable::run, time, new Spares());

        assertThatThrownBy(() -> leases.hold(LEASE, () -> {}, () -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the time of shed is over: nothing may be put in force any more");
        assertThat(leases.none()).isTrue();
    }

    @Test
    void whatDoesNotReturnIsNotTriedAgainBesideItselfAndLeavesThreadsToOthers() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        Recorder recorder = new Recorder(time, time);
        Hooks hooks = new Hooks(recorder, new Ballast(time));
        try (Lane lane = new Lane("leases-test", 1, 2)) {
            Leases leases = new Leases(lane, time, new Spares());
            leases.hold(
                    LEASE,
                    () -> {
                        entered.incrementAndGet();
                        Wait.deaf(release);
                    },
                    () -> false);
            time.pass(Duration.ofSeconds(20));
            leases.expire(time.nanos());
            Wait.until("the first one is taken back", () -> entered.get() == 1);
            for (int second = 0; second < 40; second++) {
                time.pass(Duration.ofSeconds(1));
                leases.attend(time.nanos(), recorder, hooks);
            }
            assertThat(leases.none()).as("after half a minute a person is told").isTrue();

            leases.hold(LEASE, back::countDown, () -> false);
            time.pass(Duration.ofSeconds(21));
            leases.expire(time.nanos());
            Wait.on(back);
            assertThat(entered).hasValue(1);
        } finally {
            release.countDown();
        }
    }

    @Test
    void whatWaitsForAThreadIsNotHeldToHaveFailed() {
        List<Runnable> waiting = new ArrayList<>();
        Recorder recorder = new Recorder(time, time);
        Hooks hooks = new Hooks(recorder, new Ballast(time));
        Leases leases = new Leases(waiting::add, time, new Spares());
        leases.hold(LEASE, () -> done.add("back"), () -> false);
        for (int second = 0; second < 120; second++) {
            time.pass(Duration.ofSeconds(1));
            leases.attend(time.nanos(), recorder, hooks);
        }
        assertThat(waiting).hasSize(1);
        assertThat(leases.none()).isFalse();
        assertThat(hooks.view()).hasSize(1);

        waiting.get(0).run();
        leases.attend(time.nanos(), recorder, hooks);
        assertThat(done).containsExactly("back");
        assertThat(leases.none()).isTrue();
        assertThat(hooks.view()).isEmpty();
    }

    @Test
    void atTheEndItIsTriedAgainAtOnce() {
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.hold(
                LEASE,
                () -> {
                    done.add("tried");
                    if (done.size() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                },
                () -> false);
        leases.close(10);

        assertThat(done).hasSize(3);
    }

    @Test
    void whatIsTakenBackAtTheEndWasAnnouncedAlsoIfNoTurnCameBetween() {
        Recorder recorder = new Recorder(time, time);
        Hooks hooks = new Hooks(recorder, new Ballast(time));
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.hold(LEASE, () -> done.add("back"), () -> false);
        leases.close(10);
        leases.tell(time.nanos(), recorder, hooks);

        assertThat(done).containsExactly("back");
        assertThat(recorder.memory().leases().inForce()).as("begun, and ended").isEmpty();
    }
}
