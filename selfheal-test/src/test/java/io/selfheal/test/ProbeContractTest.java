package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.Probe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The suite passes what keeps the contract, and names what does not. */
class ProbeContractTest {
    private static final CountDownLatch END = new CountDownLatch(1);

    @AfterAll
    static void letGo() {
        END.countDown();
    }

    @Test
    void aProbeThatKeepsTheContractPasses() {
        assertThat(Suite.failuresOf(Good.class)).isEmpty();
    }

    @Test
    void oneThatReportsAMetricTwiceIsFound() {
        assertThat(Suite.failuresOf(Twice.class)).containsExactly("aSampleHoldsNoNullAndNoNameTwice");
    }

    @Test
    void oneWithAUnitThatIsNoneIsFound() {
        assertThat(Suite.failuresOf(Percent.class)).containsExactly("everyNameEndsInABaseUnitOrNone");
    }

    @Test
    void oneThatSaysNothingAtFirstAndThenUsesAUnitThatIsNoneIsFound() {
        assertThat(Suite.failuresOf(AtFirstNothing.class)).containsExactly("everyNameEndsInABaseUnitOrNone");
    }

    @Test
    void oneWhoseNumberIsNoNumberIsFoundUnlessItSaysThatItMayBeMissing() {
        assertThat(Suite.failuresOf(Missing.class)).containsExactly("everyNumberIsFiniteUnlessItMayBeMissing");
        assertThat(Suite.failuresOf(AllowedToBeMissing.class)).isEmpty();
    }

    @Test
    void oneThatFailsTheSecondTimeIsFound() {
        assertThat(Suite.failuresOf(Brittle.class)).contains("itCanBeSampledAgainAndAgain");
    }

    @Test
    void oneThatIsLateIsFound() {
        assertThat(Suite.failuresOf(Late.class)).contains("aSampleReturnsWithinItsTimeout");
    }

    @Test
    void oneThatLeavesAThreadBehindWithEachSampleIsFound() {
        assertThat(Suite.failuresOf(Littering.class)).containsExactly("itLeavesNoThreadBehindWithEachSample");
    }

    @Test
    void oneWhosePoolGrowsByAThreadWithEachSampleIsFoundAndThatItHasAPoolIsFine() {
        assertThat(Suite.failuresOf(Pooling.class)).containsExactly("itLeavesNoThreadBehindWithEachSample");
        assertThat(Suite.failuresOf(Staffed.class)).isEmpty();
    }

    @Test
    void oneThatIsNotBlockingThoughWhatItAsksMayHangIsFound() {
        assertThat(Suite.failuresOf(Contradicting.class)).containsExactly("whatIsNotBlockingWaitsForNobody");
    }

    @Test
    void oneThatWaitsThoughItSaysThatItDoesNotIsFound() {
        assertThat(Suite.failuresOf(Waiting.class)).containsExactly("whatIsNotBlockingWaitsForNobody");
        assertThat(Suite.failuresOf(Reading.class)).isEmpty();
    }

    @Test
    void oneThatIsDeafToAnInterruptIsFound() {
        assertThat(Suite.failuresOf(Deaf.class)).containsExactly("anInterruptEndsASampleWithinASecond");
    }

    private static Probe queued(double... values) {
        return Probe.of(
                "orders",
                () -> java.util.Arrays.stream(values)
                        .mapToObj(value -> Gauge.of("orders.queued.count", value))
                        .toList());
    }

    static final class Waiting implements ProbeContract {
        @Override
        public Probe probe() {
            return Probe.of("waiting", () -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                        return List.of();
                    })
                    .nonBlocking();
        }
    }

    static final class Reading implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(3).nonBlocking();
        }
    }

    static final class Good implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(3);
        }
    }

    static final class Twice implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(3, 4);
        }
    }

    static final class Percent implements ProbeContract {
        @Override
        public Probe probe() {
            return Probe.of("memory", () -> List.of(Gauge.of("memory.used.percent", 91)));
        }
    }

    static final class AtFirstNothing implements ProbeContract {
        @Override
        public Probe probe() {
            AtomicBoolean begun = new AtomicBoolean();
            return Probe.of("cpu", () -> begun.getAndSet(true) ? List.of(Gauge.of("cpu.used.percent", 91)) : List.of());
        }
    }

    static class Missing implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(Double.NaN);
        }
    }

    static final class AllowedToBeMissing extends Missing {
        @Override
        public java.util.Set<String> mayBeMissing() {
            return java.util.Set.of("orders.queued.count");
        }
    }

    static final class Brittle implements ProbeContract {
        @Override
        public Probe probe() {
            boolean[] used = new boolean[1];
            return Probe.of("brittle", () -> {
                if (used[0]) {
                    throw new IllegalStateException("used up");
                }
                used[0] = true;
                return List.of();
            });
        }
    }

    static final class Late implements ProbeContract {
        @Override
        public Probe probe() {
            return Probe.of("late", () -> {
                        END.await();
                        return List.of();
                    })
                    .within(Duration.ofMillis(20));
        }
    }

    static final class Littering implements ProbeContract {
        @Override
        public Probe probe() {
            return Probe.of("littering", () -> {
                Thread left = new Thread(ProbeContractTest::untilTheEnd, "left behind");
                left.setDaemon(true);
                left.start();
                return List.of();
            });
        }
    }

    /** Each sample occupies another thread of a pool that was made with the probe. */
    static final class Pooling implements ProbeContract {
        @Override
        public Probe probe() {
            ExecutorService pool = Executors.newCachedThreadPool(new Daemons());
            return Probe.of("pooling", () -> {
                pool.execute(ProbeContractTest::untilTheEnd);
                return List.of();
            });
        }
    }

    /** All eight threads of its pool are there before the first sample. */
    static final class Staffed implements ProbeContract {
        @Override
        public Probe probe() {
            ThreadPoolExecutor pool =
                    new ThreadPoolExecutor(8, 8, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new Daemons());
            pool.prestartAllCoreThreads();
            return Probe.of("staffed", () -> pool.submit(() -> List.<Gauge>of()).get());
        }
    }

    /** Makes its threads in the group of whoever made it, as the JDK's own factory does. */
    private static final class Daemons implements ThreadFactory {
        private final ThreadFactory factory = Executors.defaultThreadFactory();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = factory.newThread(work);
            thread.setDaemon(true);
            return thread;
        }
    }

    static final class Contradicting implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(3).nonBlocking();
        }

        @Override
        public java.util.Optional<Probe> probeOfSomethingThatHangs() {
            return java.util.Optional.of(Probe.of("hanging", () -> {
                END.await();
                return List.of();
            }));
        }
    }

    static final class Deaf implements ProbeContract {
        @Override
        public Probe probe() {
            return queued(3);
        }

        @Override
        public java.util.Optional<Probe> probeOfSomethingThatHangs() {
            return java.util.Optional.of(Probe.of("deaf", () -> {
                untilTheEnd();
                return List.of();
            }));
        }
    }

    private static void untilTheEnd() {
        boolean over = false;
        while (!over) {
            try {
                END.await();
                over = true;
            } catch (InterruptedException deaf) {
                over = false;
            }
        }
    }
}
