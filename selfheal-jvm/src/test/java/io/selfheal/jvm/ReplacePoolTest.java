package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.test.RecoveryActionContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplacePoolTest implements RecoveryActionContract {
    private static final int WORKERS = 2;
    private static final int QUEUE = 4;

    private final List<ThreadPoolExecutor> made = new ArrayList<>();
    private final CountDownLatch unstuck = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private final ReplaceablePool pool = new ReplaceablePool(this::another, 2);
    private long nanos;

    @Override
    public RecoveryAction action() {
        return new ReplacePool("replace-orders", new ReplaceablePool(this::busy, 2));
    }

    @AfterEach
    void end() throws InterruptedException {
        unstuck.countDown();
        for (ThreadPoolExecutor each : made) {
            each.shutdown();
            assertThat(each.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatWaitedIsDoneByTheNewOneAndTheStuckOneEndsOnceItsWorkDoes() throws Exception {
        stick(pool);
        CountDownLatch waited = new CountDownLatch(QUEUE);
        for (int i = 0; i < QUEUE; i++) {
            pool.execute(waited::countDown);
        }
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        Attempted attempt = new Attempted();

        new ReplacePool("replace-orders", pool).recover(attempt);

        assertThat(waited.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(attempt.report)
                .isEqualTo("a new pool for one whose 2 workers were all busy, with 4 tasks that waited there");
        CountDownLatch next = new CountDownLatch(1);
        pool.execute(next::countDown);
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).as("nobody was interrupted").hasValue(0);
        assertThat(pool.setAside()).isEqualTo(1);
        assertThat(made.get(0).isTerminated()).isFalse();

        unstuck.countDown();
        assertThat(made.get(0).awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(WORKERS);
        assertThat(pool.setAside()).isZero();
        assertThat(made.get(1).isShutdown()).isFalse();
    }

    @Test
    void aPoolWithAnIdleWorkerIsLeftAlone() throws Exception {
        assertThatThrownBy(() -> new ReplacePool("x", pool).recover(new Attempted()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of its 0 workers 0 are busy");
        stick(pool);
        made.get(0).setMaximumPoolSize(3);
        made.get(0).setCorePoolSize(3);
        made.get(0).prestartAllCoreThreads();
        while (made.get(0).getActiveCount() > WORKERS) {
            Thread.onSpinWait(); // one that only begins is taken for busy
        }
        assertThatThrownBy(() -> new ReplacePool("x", pool).recover(new Attempted()))
                .hasMessageContaining("of its 3 workers 2 are busy");
        assertThat(made).hasSize(1);
    }

    @Test
    void soManyAreSetAsideAndNoMoreUntilOneHasEnded() {
        for (int i = 0; i < 2; i++) {
            stick(pool);
            pool.replace();
        }
        stick(pool);
        assertThatThrownBy(pool::replace).hasMessageContaining("2 pools are set aside already");
        assertThat(made).hasSize(3);
        assertThat(pool.current()).isSameAs(made.get(2));

        made.get(0).shutdownNow();
        awaitEnd(made.get(0));
        pool.replace();
        assertThat(made).hasSize(4);
    }

    @Test
    void noTaskIsLostWhileHostsThreadsGoOn() throws Exception {
        AtomicInteger given = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        List<Thread> hosts = new ArrayList<>();
        ReplaceablePool busy = new ReplaceablePool(
                () -> {
                    ThreadPoolExecutor another =
                            new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(100));
                    another.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
                    made.add(another);
                    return another;
                },
                16);
        for (int i = 0; i < 4; i++) {
            Thread host = new Thread(() -> {
                for (int j = 0; j < 20_000; j++) {
                    given.incrementAndGet();
                    busy.execute(ran::incrementAndGet);
                }
            });
            host.start();
            hosts.add(host);
        }
        int replaced = 0;
        while (hosts.stream().anyMatch(Thread::isAlive)) {
            try {
                busy.replace();
                replaced++;
            } catch (IllegalStateException notStuck) {
                Thread.onSpinWait();
            }
        }
        busy.close();
        for (ThreadPoolExecutor each : made) {
            if (each != pool.current()) {
                awaitEnd(each);
            }
        }
        assertThat(ran).as("replaced %d times", replaced).hasValue(given.get());
    }

    @Test
    void theProbeWatchesTheNewOneAndTellsWhatIsSetAside() throws Exception {
        ExecutorProbe probe = ExecutorProbe.of("orders", pool, () -> nanos);
        stick(pool);
        pool.execute(() -> {});
        Seen.by(probe);
        nanos += 5_000_000_000L;
        assertThat(Seen.by(probe).value("executor.orders.oldest.seconds")).isEqualTo(5);
        assertThat(Seen.by(probe).value("executor.orders.aside.count")).isZero();

        pool.replace();

        awaitIdle(made.get(1));
        assertThat(Seen.by(probe).value("executor.orders.oldest.seconds")).isZero();
        assertThat(Seen.by(probe).value("executor.orders.active.ratio")).isZero();
        assertThat(Seen.by(probe).value("executor.orders.aside.count")).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ReplaceablePool(this::another, 0)).hasMessageContaining("give 1 to 16");
        ThreadPoolExecutor only = another();
        ReplaceablePool same = new ReplaceablePool(() -> only, 1);
        stick(same);
        assertThatThrownBy(same::replace).hasMessageContaining("make a new one each time");
        assertThat(only.isShutdown()).isFalse();
        pool.close();
        assertThatThrownBy(pool::replace).hasMessageContaining("closed");
    }

    private void stick(Executor stuck) {
        CountDownLatch all = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            stuck.execute(() -> {
                all.countDown();
                try {
                    unstuck.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                done.incrementAndGet();
            });
        }
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ThreadPoolExecutor another() {
        ThreadPoolExecutor another =
                new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "orders");
                    thread.setDaemon(true);
                    return thread;
                });
        made.add(another);
        return another;
    }

    /** One that says that it is busy, and needs no thread for that. */
    private ThreadPoolExecutor busy() {
        ThreadPoolExecutor busy =
                new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE)) {
                    @Override
                    public int getPoolSize() {
                        return WORKERS;
                    }

                    @Override
                    public int getActiveCount() {
                        return WORKERS;
                    }
                };
        made.add(busy);
        return busy;
    }

    private static void awaitIdle(ThreadPoolExecutor executor) {
        while (executor.getActiveCount() > 0 || !executor.getQueue().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEnd(ThreadPoolExecutor executor) {
        while (!executor.isTerminated()) {
            Thread.onSpinWait();
        }
    }
}
