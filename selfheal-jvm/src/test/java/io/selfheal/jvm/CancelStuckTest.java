package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.Ticker;
import io.selfheal.test.RecoveryActionContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelStuckTest implements RecoveryActionContract {
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile long nanos;
    private final Tasks tasks = new Tasks(() -> nanos);

    @Override
    public RecoveryAction action() {
        begin("stuck", () -> {}, never::await);
        nanos += 61_000_000_000L;
        return cancelling();
    }

    @AfterEach
    void endThreads() {
        never.countDown();
        threads.forEach(Thread::interrupt);
    }

    @Test
    void whatTakesTooLongIsInterruptedAndNamedAndWhatIsYoungIsNot() throws Exception {
        Thread old = begin("price order 4711", () -> {}, never::await);
        nanos += 59_000_000_000L;
        Thread young = begin("price order 4712", () -> {}, never::await);
        nanos += 2_000_000_000L;
        awaitParked(old, "await");
        Attempted attempt = new Attempted();

        cancelling().recover(attempt);

        old.join(10_000);
        assertThat(old.isAlive()).isFalse();
        assertThat(young.isAlive()).isTrue();
        assertThat(attempt.report)
                .startsWith("cancelled price order 4711 on " + old.getName() + " in ")
                .containsPattern("; " + old.getName() + " was in .* < .*CountDownLatch\\.await.* < [0-9]+ more$")
                .doesNotContain("4712");
    }

    @Test
    void ofManyAFewAreNamedAndTheStackOfTheOldestIsTold() throws Exception {
        Thread oldest = begin("order 0", () -> {}, never::await);
        for (int i = 1; i < 12; i++) {
            nanos += 1;
            begin("order " + i, () -> {}, never::await);
        }
        nanos += 61_000_000_000L;
        Attempted attempt = new Attempted();

        cancelling().recover(attempt);

        assertThat(attempt.report)
                .contains("order 0 on ", "order 4 on ", " and 7 more; " + oldest.getName() + " was in ")
                .doesNotContain("order 5 on ");
    }

    @Test
    void whatHeedsNoInterruptIsEndedInItsOwnWay() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        Thread thread = begin("read", () -> closed.set(true), () -> {
            while (!closed.get()) {
                Thread.onSpinWait();
            }
        });
        nanos += 61_000_000_000L;

        cancelling().recover(new Attempted());

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whatDoesNotEndAtAllIsNamed() {
        AtomicBoolean end = new AtomicBoolean();
        begin("deaf", () -> {}, () -> {
            while (!end.get()) {
                Thread.onSpinWait();
            }
        });
        nanos += 61_000_000_000L;
        try {
            assertThatThrownBy(() -> cancelling().recover(new Attempted()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("[deaf]")
                    .hasMessageContaining("Tasks.call(name, cancel, work)");
        } finally {
            end.set(true);
        }
    }

    @Test
    void whatStillRunsAtTheNextAttemptIsInterruptedOnceMoreAndNamed() {
        AtomicBoolean end = new AtomicBoolean();
        AtomicInteger interrupts = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        begin("deaf", calls::incrementAndGet, () -> {
            while (!end.get()) {
                if (Thread.interrupted()) {
                    interrupts.incrementAndGet();
                }
            }
        });
        nanos += 61_000_000_000L;
        try {
            for (int attempt = 1; attempt <= 2; attempt++) {
                Attempted attempted = new Attempted();
                assertThatThrownBy(() -> cancelling().recover(attempted)).hasMessageContaining("[deaf]");
                assertThat(attempted.report)
                        .startsWith(attempt == 1 ? "cancelled deaf on " : "cancelled deaf again on ");
                assertThat(interrupts).hasValue(attempt);
            }
            assertThat(calls).as("the host's own way").hasValue(1);
        } finally {
            end.set(true);
        }
    }

    @Test
    void aWayOfBeingCancelledThatThrowsSparesNobodyElse() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("closed already");
        Thread first = begin(
                "first",
                () -> {
                    throw thrown;
                },
                never::await);
        nanos += 1;
        Thread second = begin("second", () -> {}, never::await);
        nanos += 61_000_000_000L;
        Attempted attempt = new Attempted();

        assertThatThrownBy(() -> cancelling().recover(attempt))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed already")
                .hasSuppressedException(thrown);

        first.join(10_000);
        second.join(10_000);
        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
        assertThat(attempt.report).contains("first on ", "second on ");
    }

    @Test
    void whatEndsWithinSomethingElseThatWasCancelledLeavesItTheInterrupt() {
        List<Boolean> outer = new ArrayList<>();
        tasks.run("outer", () -> {
            tasks.run("inner", () -> tasks.olderThan(-1).forEach(Task::cancel));
            outer.add(Thread.currentThread().isInterrupted());
        });
        assertThat(outer).containsExactly(true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theInterruptIsNotLeftToWhatTheThreadDoesNext() throws Exception {
        List<Task> seen = new ArrayList<>();
        tasks.run("short", () -> {
            seen.add(tasks.olderThan(-1).get(0));
            assertThat(seen.get(0).cancel()).isTrue();
            assertThat(seen.get(0).cancel()).as("again").isFalse();
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(seen.get(0).cancel()).as("after its end").isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(tasks.running()).isZero();
    }

    @Test
    void theOldestIsWatchedUntilItsFramesChange() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Thread thread = begin("order", () -> {}, () -> {
            first.await();
            waitElsewhere();
        });
        TasksProbe probe = new TasksProbe("jvm.tasks", tasks, () -> nanos);
        assertThat(Seen.by(probe).value("jvm.tasks.oldest.seconds")).isZero();
        nanos += 2_000_000_000L;
        awaitParked(thread, "theOldestIsWatched");
        Seen.by(probe);
        nanos += 3_000_000_000L;
        assertThat(Seen.by(probe).value("jvm.tasks.stuck.seconds")).isEqualTo(3);
        assertThat(Seen.by(probe).get("jvm.tasks.oldest.seconds").detail()).startsWith("order on " + thread.getName());

        first.countDown();
        awaitParked(thread, "waitElsewhere");
        assertThat(Seen.by(probe).value("jvm.tasks.stuck.seconds")).isZero();
        assertThat(Seen.by(probe).value("jvm.tasks.oldest.seconds")).isEqualTo(5);
    }

    @Test
    void whatIsMeantToRunForLongHidesNothingThatIsStuckBehindIt() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Thread report = begin("report", () -> {}, () -> {
            first.await();
            waitElsewhere();
        });
        nanos += 1;
        Thread order = begin("order", () -> {}, never::await);
        nanos += 2_000_000_000L;
        awaitParked(report, "whatIsMeantToRun");
        awaitParked(order, "await");
        TasksProbe probe = new TasksProbe("jvm.tasks", tasks, () -> nanos);
        Seen.by(probe);
        nanos += 30_000_000_000L;
        first.countDown();
        awaitParked(report, "waitElsewhere");

        Seen seen = Seen.by(probe);

        assertThat(seen.value("jvm.tasks.stuck.seconds")).isEqualTo(30);
        assertThat(seen.get("jvm.tasks.stuck.seconds").detail()).startsWith("order on " + order.getName());
        assertThat(seen.get("jvm.tasks.oldest.seconds").detail()).startsWith("report on " + report.getName());
    }

    @Test
    void nothingEndsIsSomethingElseThanMuchToDo() throws Exception {
        Tasks calls = Tasks.named("calls", () -> nanos);
        calls.call("hangs", () -> {}, () -> {
            nanos += 2_000_000_000L;
            assertThat(Seen.by(calls.probe()).value("jvm.tasks.calls.standstill.seconds"))
                    .isEqualTo(2);
            calls.run("returns", () -> nanos += 100_000_000L);
            nanos += 300_000_000L;
            Seen seen = Seen.by(calls.probe());
            assertThat(seen.value("jvm.tasks.calls.standstill.seconds")).isEqualTo(0.3);
            assertThat(seen.value("jvm.tasks.calls.oldest.seconds")).isEqualTo(2.4);
            return "late";
        });
        nanos += 5_000_000_000L;
        assertThat(Seen.by(calls.probe()).value("jvm.tasks.calls.standstill.seconds"))
                .as("nothing runs")
                .isZero();
    }

    @Test
    void workOfSeveralKindsIsWatchedApart() throws Exception {
        Tasks exports = Tasks.named("exports", () -> nanos);
        Tasks imports = Tasks.named("imports", () -> nanos);
        exports.call("one", () -> {}, () -> {
            nanos += 500_000_000L;
            assertThat(Seen.by(exports.probe()).value("jvm.tasks.exports.oldest.seconds"))
                    .isEqualTo(0.5);
            assertThat(Seen.by(imports.probe()).value("jvm.tasks.imports.oldest.seconds"))
                    .isZero();
            return "done";
        });
        assertThat(exports.probe().name()).isNotEqualTo(imports.probe().name());
        assertThatThrownBy(() -> Tasks.named("a.b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tasks label \"a.b\" does not fit");
    }

    private void waitElsewhere() throws InterruptedException {
        never.await();
    }

    private static void awaitParked(Thread thread, String method) {
        while (thread.getState() != Thread.State.WAITING
                || List.of(thread.getStackTrace()).stream()
                        .noneMatch(f -> f.getMethodName().contains(method))) {
            Thread.onSpinWait();
        }
    }

    private CancelStuck cancelling() {
        return new CancelStuck("cancel-stuck", tasks, Duration.ofMinutes(1), Ticker.system(), Pause.system());
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Thread begin(String name, Runnable cancel, Work work) {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                tasks.call(name, cancel, () -> {
                    begun.countDown();
                    work.run();
                    return true;
                });
            } catch (InterruptedException cancelled) {
                begun.countDown();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thread;
    }
}
