package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
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
            leases.hold(LEASE, () -> {});
        }

        assertThatThrownBy(() -> leases.hold(LEASE, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are 1000 leases already: end some before there are more");
    }

    @Test
    void nothingIsPutInForceOnceTheLoopIsClosed() {
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.close(0);

        assertThatThrownBy(() -> leases.hold(LEASE, () -> {}))
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
        leases.hold(LEASE, () -> done.add("back"));
        time.pass(Duration.ofSeconds(20));
        leases.expire(time.nanos());

        assertThat(done).containsExactly("back");
    }

    @Test
    void whatDoesNotReturnHoldsNobodyUpWhoPutsSomethingElseInForce() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.hold(LEASE, () -> {
            entered.countDown();
            Wait.deaf(release);
        });
        time.pass(Duration.ofSeconds(20));
        Thread stuck = new Thread(() -> leases.expire(time.nanos()));
        stuck.start();
        Wait.on(entered);

        leases.hold(LEASE, () -> {});
        release.countDown();
        stuck.join();
    }

    @Test
    void whatIsTakenBackAtTheEndWasAnnouncedAlsoIfNoTurnCameBetween() {
        Recorder recorder = new Recorder(time, time);
        Hooks hooks = new Hooks(recorder, new Ballast(time));
        Leases leases = new Leases(Runnable::run, time, new Spares());
        leases.hold(LEASE, () -> done.add("back"));
        leases.close(10);
        leases.tell(time.nanos(), recorder, hooks);

        assertThat(done).containsExactly("back");
        assertThat(recorder.memory().leases().inForce()).as("begun, and ended").isEmpty();
    }
}
