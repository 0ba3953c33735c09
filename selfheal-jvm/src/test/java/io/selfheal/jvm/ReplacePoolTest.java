package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.test.RecoveryActionContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    void aFullSuccessorRunsNothingOnTheThreadThatReplaces() throws Exception {
        Set<Thread> ranOn = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(QUEUE);
        ThreadPoolExecutor first = another();
        ReplaceablePool calling = new ReplaceablePool(oneByOne(first, callerRuns(new Fickle(1))), 1);
        stick(calling);
        for (int i = 0; i < QUEUE; i++) {
            calling.execute(() -> {
                ranOn.add(Thread.currentThread());
                all.countDown();
            });
        }

        assertThat(calling.replace()).endsWith("with 0 tasks that waited there");

        assertThat(first.getQueue()).hasSize(QUEUE);
        unstuck.countDown();
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ranOn).doesNotContain(Thread.currentThread());
    }

    @Test
    void whatFitsNeitherThereNorBackIsDoneByAThreadOfItsOwn() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        Fickle queue = new Fickle(1);
        queue.takes = true;
        ReplaceablePool full = new ReplaceablePool(oneByOne(callerRuns(queue), callerRuns(new Fickle(1))), 1);
        stick(full);
        full.execute(() -> {
            assertThat(Thread.currentThread().getName()).isEqualTo("orders");
            ran.countDown();
        });
        queue.takes = false;

        full.replace();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingIsLostWhenThePoolIsLeftAfterItsSuccessorWasReplacedToo() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        ThreadPoolExecutor first = discards(new Slow(entered, goOn));
        ThreadPoolExecutor second = discards(new ArrayBlockingQueue<>(QUEUE));
        ReplaceablePool twice = new ReplaceablePool(oneByOne(first, second, another()), 2);
        stick(twice);
        Thread host = new Thread(() -> twice.execute(ran::countDown));
        host.start();
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        twice.replace();
        stick(twice);
        twice.replace();
        assertThat(second.isShutdown()).isTrue();

        goOn.countDown();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        host.join();
        assertThat(first.isShutdown()).isTrue();
        assertThat(unstuck.getCount()).as("both are stuck still").isEqualTo(1);
    }

    @Test
    void aLongLineOfSuccessorsIsWalkedOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        Seat first = new Seat(discards(new Slow(entered, goOn)));
        stick(first.pool);
        Thread host = new Thread(() -> first.takes(ran::countDown));
        host.setDaemon(true);
        host.start();
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        Seat last = first;
        for (int i = 0; i < 40; i++) {
            Seat next = new Seat(another());
            last.handOver(next);
            last = next;
        }

        goOn.countDown();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(last.pool.isShutdown()).isFalse();
    }

    @Test
    void aSuccessorThatIsShutDownMeanwhileGivesBackWhatItGot() throws Exception {
        CountDownLatch ran = new CountDownLatch(QUEUE);
        Slow queue = new Slow();
        ThreadPoolExecutor second = discards(queue);
        queue.meanwhile = second::shutdown;
        ReplaceablePool over = new ReplaceablePool(oneByOne(another(), second), 1);
        stick(over);
        for (int i = 0; i < QUEUE; i++) {
            over.execute(ran::countDown);
        }

        assertThat(over.replace()).endsWith("with 0 tasks that waited there");

        assertThat(second.isTerminated()).isTrue();
        unstuck.countDown();
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSuccessorWithoutCoreThreadsBeginsWithWhatItGot() throws Exception {
        CountDownLatch ran = new CountDownLatch(QUEUE);
        ThreadPoolExecutor second = another();
        second.setCorePoolSize(0);
        ReplaceablePool small = new ReplaceablePool(oneByOne(another(), second), 1);
        stick(small);
        for (int i = 0; i < QUEUE; i++) {
            small.execute(ran::countDown);
        }

        small.replace();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.getCorePoolSize()).isZero();
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
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ThreadPoolExecutor another() {
        return another(new ArrayBlockingQueue<>(QUEUE));
    }

    private ThreadPoolExecutor another(BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor another = new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES, queue, work -> {
            Thread thread = new Thread(work, "orders");
            thread.setDaemon(true);
            return thread;
        });
        made.add(another);
        return another;
    }

    private static Supplier<ThreadPoolExecutor> oneByOne(ThreadPoolExecutor... pools) {
        return List.of(pools).iterator()::next;
    }

    private ThreadPoolExecutor callerRuns(BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor another = another(queue);
        another.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        return another;
    }

    private ThreadPoolExecutor discards(BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor another = another(queue);
        another.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return another;
    }

    /** Says that it has room; that somebody else is quicker each time is up to the test. */
    private static final class Fickle extends ArrayBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1;
        private volatile boolean takes;

        Fickle(int capacity) {
            super(capacity);
        }

        @Override
        public int remainingCapacity() {
            return 1;
        }

        @Override
        public boolean offer(Runnable task) {
            return takes && super.offer(task);
        }
    }

    /** Keeps waiting who puts something in. */
    private static final class Slow extends ArrayBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1;
        private final transient CountDownLatch entered;
        private final transient CountDownLatch goOn;
        private transient Runnable meanwhile = () -> {};

        Slow() {
            this(new CountDownLatch(0), new CountDownLatch(0));
        }

        Slow(CountDownLatch entered, CountDownLatch goOn) {
            super(QUEUE);
            this.entered = entered;
            this.goOn = goOn;
        }

        @Override
        public boolean offer(Runnable task) {
            entered.countDown();
            meanwhile.run();
            try {
                return goOn.await(30, TimeUnit.SECONDS) && super.offer(task);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
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
