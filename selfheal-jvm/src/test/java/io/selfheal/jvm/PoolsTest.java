package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private long nanos;

    @Test
    void anExecutorTellsWhatIsQueuedForHowLongAndWhatItTurnedAway() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try {
            executor.setRejectedExecutionHandler(new CountingRejections(executor.getRejectedExecutionHandler()));
            ExecutorProbe probe = ExecutorProbe.of("orders", executor, () -> nanos);
            executor.execute(() -> {
                began.countDown();
                await(release);
            });
            began.await();
            assertThat(Seen.by(probe).value("executor.orders.oldest.seconds")).isZero();
            for (int i = 0; i < 4; i++) {
                executor.execute(() -> {});
            }
            assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            Seen.by(probe);
            nanos += 7_000_000_000L;

            Seen seen = Seen.by(probe);

            assertThat(seen.value("executor.orders.active.ratio")).isEqualTo(1);
            assertThat(seen.value("executor.orders.queued.count")).isEqualTo(4);
            assertThat(seen.value("executor.orders.queue.used.ratio")).isEqualTo(1);
            assertThat(seen.value("executor.orders.oldest.seconds")).isEqualTo(7);
            assertThat(seen.value("executor.orders.rejected.count")).isEqualTo(1);
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void aTaskThatIsNotDueYetWaitsForNoWorker() throws Exception {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
        try {
            ExecutorProbe probe = ExecutorProbe.of("timers", timers, () -> nanos);
            timers.schedule(() -> {}, 1, TimeUnit.HOURS);
            Seen.by(probe);
            nanos += 7_000_000_000L;

            Seen seen = Seen.by(probe);

            assertThat(seen.value("executor.timers.oldest.seconds")).isZero();
            assertThat(seen.value("executor.timers.queued.count")).isZero();
            assertThat(seen.has("executor.timers.queue.used.ratio")).isFalse();
        } finally {
            timers.shutdownNow();
        }
    }

    @Test
    void aTaskThatIsDueAndNotBegunIsOld() throws Exception {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try {
            ExecutorProbe probe = ExecutorProbe.of("timers", timers, () -> nanos);
            timers.execute(() -> {
                began.countDown();
                await(release);
            });
            began.await();
            timers.execute(() -> {});
            timers.schedule(() -> {}, 0, TimeUnit.SECONDS);
            timers.schedule(() -> {}, 1, TimeUnit.HOURS);

            Seen seen = Seen.by(probe);

            assertThat(seen.value("executor.timers.active.ratio")).isEqualTo(1);
            assertThat(seen.value("executor.timers.queued.count")).isEqualTo(2);
            while (Seen.by(probe).value("executor.timers.oldest.seconds") == 0) {
                Thread.onSpinWait();
            }

            for (int i = 0; i < 1_000; i++) {
                timers.schedule(() -> {}, 1, TimeUnit.HOURS);
            }
            assertThat(Seen.by(probe).has("executor.timers.queued.count")).isFalse();
        } finally {
            release.countDown();
            timers.shutdownNow();
        }
    }

    @Test
    void withAQueueWithoutAnEndTheCoreThreadsAreAllThatThereAre() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 50, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try {
            ExecutorProbe probe = ExecutorProbe.of("orders", executor, () -> nanos);
            executor.execute(() -> {
                began.countDown();
                await(release);
            });
            began.await();
            assertThat(Seen.by(probe).value("executor.orders.active.ratio")).isEqualTo(1);

            executor.execute(() -> {});
            Seen seen = Seen.by(probe);
            assertThat(seen.value("executor.orders.active.ratio")).isEqualTo(1);
            assertThat(seen.value("executor.orders.queued.count")).isEqualTo(1);
            assertThat(seen.has("executor.orders.queue.used.ratio")).isFalse();
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void whatHandsTasksOverMayGrowToItsMaximum() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(0, 4, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try {
            executor.execute(() -> {
                began.countDown();
                await(release);
            });
            began.await();
            assertThat(Seen.by(ExecutorProbe.of("orders", executor, () -> nanos))
                            .value("executor.orders.active.ratio"))
                    .isEqualTo(0.25);
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void aTaskThatIsSubmittedAgainAndAgainIsNoOldOne() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        Semaphore mayEnd = new Semaphore(0);
        Semaphore began = new Semaphore(0);
        Runnable same = () -> {
            began.release();
            mayEnd.acquireUninterruptibly();
        };
        try {
            ExecutorProbe probe = ExecutorProbe.of("orders", executor, () -> nanos);
            for (int i = 0; i < 3; i++) {
                executor.execute(same);
            }
            assertThat(began.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            Seen.by(probe);
            nanos += 2_000_000_000L;
            assertThat(Seen.by(probe).value("executor.orders.oldest.seconds")).isEqualTo(2);

            mayEnd.release();
            assertThat(began.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            nanos += 3_000_000_000L;

            assertThat(Seen.by(probe).value("executor.orders.oldest.seconds")).isZero();
        } finally {
            mayEnd.release(3);
            executor.shutdownNow();
        }
    }

    @Test
    void aForkJoinPoolThatBeginsNothingAges() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try {
            ExecutorProbe probe = ExecutorProbe.of("compute", pool, () -> nanos);
            pool.execute(() -> {
                began.countDown();
                await(release);
            });
            began.await();
            ForkJoinTask<?> last = pool.submit(() -> {});
            Seen.by(probe);
            nanos += 3_000_000_000L;
            assertThat(Seen.by(probe).value("executor.compute.oldest.seconds")).isEqualTo(3);
            assertThat(Seen.by(probe).value("executor.compute.queued.count")).isEqualTo(1);
            release.countDown();
            last.get();
            nanos += 3_000_000_000L;
            assertThat(Seen.by(probe).value("executor.compute.oldest.seconds")).isZero();
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    void growingAnExecutorIsALeaseAndHasALimit() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try {
            GrowPool grow = new GrowPool("grow-orders", executor, 8);
            Attempted attempt = new Attempted();
            grow.recover(attempt);
            grow.recover(attempt);
            assertThat(executor.getCorePoolSize()).isEqualTo(6);
            assertThat(attempt.leases).containsExactly("6 threads instead of 4", "6 threads instead of 4");

            attempt.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(4);
            assertThat(executor.getMaximumPoolSize()).isEqualTo(4);
            assertThatThrownBy(() -> new GrowPool("x", executor, 4).recover(attempt))
                    .hasMessageContaining("4 are the limit");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theSizesThatTheHostHasSetMeanwhileAreThoseThatGrowAndComeBack() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try {
            GrowPool grow = new GrowPool("grow-orders", executor, 16);
            executor.setMaximumPoolSize(20);
            executor.setCorePoolSize(8);
            Attempted attempt = new Attempted();

            grow.recover(attempt);

            assertThat(attempt.report).isEqualTo("12 threads instead of 8");
            assertThat(executor.getMaximumPoolSize()).isEqualTo(20);
            attempt.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(8);
            assertThat(executor.getMaximumPoolSize()).isEqualTo(20);

            executor.setCorePoolSize(18);
            assertThatThrownBy(() -> grow.recover(attempt)).hasMessageContaining("it has 18 threads already");
            assertThat(executor.getCorePoolSize()).isEqualTo(18);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theEndOfAnOldLeaseTakesNothingAwayThatANewerOneGranted() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try {
            GrowPool grow = new GrowPool("grow-orders", executor, 8);
            Attempted old = new Attempted();
            Attempted newer = new Attempted();
            grow.recover(old);
            grow.recover(newer);

            old.endLeases();
            old.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(6);

            newer.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(4);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatTheHostHasSetSinceItGrewStays() throws Exception {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try {
            GrowPool grow = new GrowPool("grow-orders", executor, 16);
            Attempted first = new Attempted();
            grow.recover(first);
            executor.setMaximumPoolSize(10);
            executor.setCorePoolSize(10);
            first.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(10);

            Attempted second = new Attempted();
            grow.recover(second);
            assertThat(second.report).isEqualTo("15 threads instead of 10");
            second.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(10);
        } finally {
            executor.shutdownNow();
        }
    }

    /** The JDK sets the sizes before it starts the threads. */
    @Test
    void aPoolThatCouldNotHaveItsThreadsIsSetBackAllTheSame() throws Exception {
        boolean[] threads = {true};
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4), task -> {
                    if (!threads[0]) {
                        throw new OutOfMemoryError("unable to create native thread, says the test");
                    }
                    return new Thread(task);
                });
        CountDownLatch release = new CountDownLatch(1);
        try {
            for (int i = 0; i < 6; i++) {
                executor.execute(() -> await(release));
            }
            threads[0] = false;
            GrowPool grow = new GrowPool("grow-orders", executor, 8);
            Attempted attempt = new Attempted();

            assertThatThrownBy(() -> grow.recover(attempt)).isInstanceOf(OutOfMemoryError.class);
            assertThat(executor.getCorePoolSize()).isEqualTo(6);

            attempt.endLeases();
            assertThat(executor.getCorePoolSize()).isEqualTo(4);
            assertThat(executor.getMaximumPoolSize()).isEqualTo(4);
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void leasesThatWereNotGivenBackAreTakenBackAndTheBorrowerIsNamed() throws Exception {
        Lent pool = new Lent();
        pool.out.add("checkout");
        PoolProbe probe = PoolProbe.of("orders", pool);
        assertThat(Seen.by(probe).value("pool.orders.used.ratio")).isEqualTo(0.5);
        assertThat(Seen.by(probe).value("pool.orders.oldest.seconds")).isEqualTo(90);
        Attempted attempt = new Attempted();

        new ReclaimLeases("reclaim-orders", pool, Duration.ofMinutes(1)).recover(attempt);

        assertThat(attempt.report).isEqualTo("took back 1 from checkout");
        assertThat(Seen.by(probe).value("pool.orders.used.ratio")).isZero();
        assertThat(Seen.by(probe).value("pool.orders.oldest.seconds"))
                .as("else nobody could see that it helped")
                .isZero();
    }

    @Test
    void whatOnlyACollectionFreesIsCollectedOnceSomethingWasTakenBack() throws Exception {
        int[] collected = {0};
        Lent pool = new Lent();
        ReclaimLeases reclaim = new ReclaimLeases("reclaim-buffers", pool, Duration.ofMinutes(1), () -> collected[0]++);

        reclaim.recover(new Attempted());
        assertThat(collected[0]).as("nothing was taken back").isZero();

        pool.out.add("parcel");
        reclaim.recover(new Attempted());
        assertThat(collected[0]).isEqualTo(1);
        assertThat(reclaim.thenCollecting().id()).isEqualTo("reclaim-buffers");
    }

    @Test
    void hikarisBeansAreEnough() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName pool = new ObjectName("com.zaxxer.hikari:type=Pool (orders)");
        ObjectName config = new ObjectName("com.zaxxer.hikari:type=PoolConfig (orders)");
        PoolProbe probe = PoolProbe.of("db", LeasedPool.hikari("orders"));
        assertThatThrownBy(probe::sample).hasMessageContaining("registerMbeans=true");
        Hikari hikari = new Hikari();
        server.registerMBean(new StandardMBean(hikari, HikariPoolBean.class), pool);
        server.registerMBean(new StandardMBean(hikari, HikariConfigBean.class), config);
        try {
            assertThat(Seen.by(probe).value("pool.db.used.ratio")).isEqualTo(0.8);
            assertThat(Seen.by(probe).value("pool.db.waiting.count")).isEqualTo(3);
            assertThatThrownBy(() -> new ReclaimLeases("reclaim", LeasedPool.hikari("orders"), Duration.ZERO)
                            .recover(new Attempted()))
                    .isInstanceOf(UnsupportedOperationException.class);
            new RecyclePool("recycle-pool", LeasedPool.hikari("orders"), "db").recover(new Attempted());
            assertThat(hikari.evicted).isEqualTo(1);
        } finally {
            server.unregisterMBean(pool);
            server.unregisterMBean(config);
        }
        assertThatThrownBy(() -> LeasedPool.hikari("a=b,c")).isInstanceOf(IllegalArgumentException.class);
    }

    /** As HikariCP's own beans. */
    public interface HikariPoolBean {
        int getActiveConnections();

        int getThreadsAwaitingConnection();

        void softEvictConnections();
    }

    /** As HikariCP's own beans. */
    public interface HikariConfigBean {
        int getMaximumPoolSize();
    }

    private static final class Hikari implements HikariPoolBean, HikariConfigBean {
        private int evicted;

        @Override
        public void softEvictConnections() {
            evicted++;
        }

        @Override
        public int getActiveConnections() {
            return 8;
        }

        @Override
        public int getThreadsAwaitingConnection() {
            return 3;
        }

        @Override
        public int getMaximumPoolSize() {
            return 10;
        }
    }

    private static final class Lent implements LeasedPool {
        private final Deque<String> out = new ArrayDeque<>();

        @Override
        public int size() {
            return 2;
        }

        @Override
        public int inUse() {
            return out.size();
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public Optional<Duration> oldest() {
            return out.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(90));
        }

        @Override
        public List<String> reclaim(Duration olderThan) {
            List<String> back = List.copyOf(out);
            out.clear();
            return back;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
