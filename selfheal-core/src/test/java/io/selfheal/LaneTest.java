package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String name = "lane-test-" + TESTS.incrementAndGet() + "-";
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void threadsAreAddedWhileAllAreTakenAndNeverMoreThanTheCap() {
        try (Lane lane = new Lane(name, 1, 3)) {
            assertThat(threads()).isEqualTo(1);
            CountDownLatch three = new CountDownLatch(3);
            for (int i = 0; i < 10; i++) {
                lane.execute(() -> {
                    three.countDown();
                    Wait.deaf(release);
                });
            }
            Wait.on(three);
            assertThat(threads()).isEqualTo(3);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aTaskNeverWaitsForAThreadThatHangsWhileAnotherCouldBeStarted() {
        for (int round = 0; round < 200; round++) {
            CountDownLatch hang = new CountDownLatch(1);
            CountDownLatch reached = new CountDownLatch(1);
            try (Lane lane = new Lane(name, 1, 2)) {
                lane.execute(() -> Wait.deaf(hang));
                lane.execute(reached::countDown);
                Wait.on(reached);
            } finally {
                hang.countDown();
            }
        }
    }

    @Test
    void aThreadOutlivesWhateverATaskThrows() {
        try (Lane lane = new Lane(name, 1, 1)) {
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                lane.execute(() -> {
                    done.incrementAndGet();
                    throw new OutOfMemoryError("injected");
                });
            }
            Wait.until("all 20 are done", () -> done.get() == 20);
            assertThat(threads()).isEqualTo(1);
        }
    }

    @Test
    void aFullLaneAndAClosedOneRefuse() throws InterruptedException {
        Lane lane = new Lane(name, 1, 1);
        CountDownLatch entered = new CountDownLatch(1);
        lane.execute(() -> {
            entered.countDown();
            Wait.deaf(release);
        });
        Wait.on(entered);
        for (int i = 0; i < 1_024; i++) {
            lane.execute(() -> {});
        }
        assertThatThrownBy(() -> lane.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("lane " + name + " has 1024 tasks waiting");
        lane.close();
        assertThatThrownBy(() -> lane.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("lane " + name + " is closed");
        assertThat(lane.ended(TimeUnit.MILLISECONDS.toNanos(1))).isFalse();
        release.countDown();
        assertThat(lane.ended(TimeUnit.SECONDS.toNanos(20))).isTrue();
        assertThat(threads()).isZero();
    }

    @Test
    void whatWaitsInALaneThatFinishesIsStillDone() throws InterruptedException {
        Lane lane = new Lane(name, 1, 1, Lane.End.FINISHES);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(3);
        lane.execute(() -> {
            entered.countDown();
            Wait.deaf(release);
        });
        for (int i = 0; i < 3; i++) {
            lane.execute(done::countDown);
        }
        Wait.on(entered);
        lane.close();
        assertThatThrownBy(() -> lane.execute(() -> {})).hasMessage("lane " + name + " is closed");
        release.countDown();
        Wait.on(done);
        assertThat(lane.ended(TimeUnit.SECONDS.toNanos(20))).isTrue();
        assertThat(threads()).isZero();
    }

    @Test
    void whereAllIsLetFinishNothingIsInterrupted() throws InterruptedException {
        Lane lane = new Lane(name, 1, 1, Lane.End.LETS_FINISH);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        lane.execute(() -> {
            entered.countDown();
            Wait.deaf(release);
            if (!Thread.currentThread().isInterrupted()) {
                done.countDown();
            }
        });
        lane.execute(done::countDown);
        Wait.on(entered);
        lane.close();
        release.countDown();
        Wait.on(done);
        assertThat(lane.ended(TimeUnit.SECONDS.toNanos(20))).isTrue();
        assertThat(threads()).isZero();
    }

    private long threads() {
        return Wait.threads().stream().filter(thread -> thread.contains(name)).count();
    }
}
