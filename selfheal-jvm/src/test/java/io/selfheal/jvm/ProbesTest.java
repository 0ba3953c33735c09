package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.linux.CgroupMemory;
import io.selfheal.linux.Kernel;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
    private static final double MIB = 1 << 20;

    @TempDir
    Path root;

    private long nanos;

    @Test
    void aRealLeakOfDirectBuffersIsSeen() throws Exception {
        BufferProbe probe = new BufferProbe(Buffers.all(), 64 << 20);
        Seen before = Seen.by(probe);
        ByteBuffer leak = ByteBuffer.allocateDirect(16 << 20);

        Seen after = Seen.by(probe);

        assertThat(after.value("jvm.buffers.direct.bytes") - before.value("jvm.buffers.direct.bytes"))
                .isGreaterThanOrEqualTo(16 * MIB);
        assertThat(after.value("jvm.buffers.direct.used.ratio")).isGreaterThanOrEqualTo(0.25);
        assertThat(after.get("jvm.buffers.direct.used.ratio").detail()).contains("limit 64 MiB");
        Reference.reachabilityFence(leak);
    }

    @Test
    void aJvmWithoutHotSpotsOptionsAllowsTheMaximumHeapForDirectBuffers() {
        long heap = Runtime.getRuntime().maxMemory();
        HotSpot.Option none = () -> {
            throw new IllegalArgumentException("VM option \"MaxDirectMemorySize\" does not exist");
        };
        assertThat(Buffers.directLimit(none)).isEqualTo(heap);
        assertThat(Buffers.directLimit(() -> {
                    throw new NoClassDefFoundError("com/sun/management/HotSpotDiagnosticMXBean");
                }))
                .isEqualTo(heap);
        assertThat(Buffers.directLimit(() -> "0")).isEqualTo(heap);
        assertThat(Buffers.directLimit(() -> "67108864")).isEqualTo(64 << 20);
        assertThat(none.on()).isFalse();
        assertThat(HotSpot.option("NoSuchOption").number(7)).isEqualTo(7);
    }

    @Test
    void threadsThatAreStartedAndDoNotEndAreCountedAsGrowth() throws Exception {
        ThreadsProbe probe = new ThreadsProbe(new Roster()::count, () -> nanos);
        Seen.by(probe);
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(() -> await(release));
            thread.start();
            threads.add(thread);
        }
        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(Seen.by(probe).value("jvm.threads.growth.count")).isBetween(40.0, 60.0);

        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(Seen.by(probe).value("jvm.threads.growth.count")).isLessThan(20);
    }

    @Test
    void threadsThatWaitForAMonitorAreBlocked() throws Exception {
        Object monitor = new Object();
        List<Thread> threads = new ArrayList<>();
        synchronized (monitor) {
            for (int i = 0; i < 10; i++) {
                Thread thread = new Thread(() -> {
                    synchronized (monitor) {
                        nanos++;
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            assertThat(new Roster().count().blocked()).isGreaterThanOrEqualTo(10);
            assertThat(new Roster().contended()).isTrue();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aSpinningThreadIsNamedWithItsHotFrame() throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> spin(end, begun), "spinner");
        thread.start();
        begun.await();
        long[] cpu = {0};
        HotThreadsProbe probe =
                new HotThreadsProbe(twoThreads(Roster.id(thread), cpu, new AtomicInteger()), () -> nanos);
        try {
            Seen.by(probe);
            nanos += 2_000_000_000L;
            cpu[0] = 1_900_000_000L;

            Seen seen = Seen.by(probe);

            assertThat(seen.value("jvm.threads.hottest.cpu.ratio")).isCloseTo(0.95, within(1e-9));
            assertThat(seen.get("jvm.threads.hottest.cpu.ratio").detail())
                    .startsWith("spinner in io.selfheal.jvm.ProbesTest.spin")
                    .containsPattern(", stack .*ProbesTest\\.spin.* < .*Thread\\.run");
            assertThat(seen.value("jvm.threads.spinning.count")).isEqualTo(1);
        } finally {
            end.set(true);
            thread.join();
        }
    }

    @Test
    void whileAllThreadsTogetherAreCalmNoneIsLookedAt() throws Exception {
        long[] cpu = {0};
        AtomicInteger looks = new AtomicInteger();
        HotThreadsProbe probe = new HotThreadsProbe(twoThreads(7, cpu, looks), () -> nanos);
        Seen.by(probe);
        assertThat(looks).hasValue(1);

        nanos += 2_000_000_000L;
        cpu[0] += 100_000_000L;
        Seen calm = Seen.by(probe);

        assertThat(calm.value("jvm.threads.hottest.cpu.ratio")).isCloseTo(0.05, within(1e-9));
        assertThat(calm.get("jvm.threads.hottest.cpu.ratio").detail()).isEqualTo("all threads together");
        assertThat(calm.value("jvm.threads.spinning.count")).isZero();
        assertThat(looks).hasValue(1);

        nanos += 2_000_000_000L;
        cpu[0] += 1_900_000_000L;
        assertThat(probe.sample()).as("nothing to compare with").isEmpty();
        nanos += 2_000_000_000L;
        cpu[0] += 1_900_000_000L;
        assertThat(Seen.by(probe).value("jvm.threads.spinning.count")).isEqualTo(1);
    }

    /** One that does nothing, and one that uses all that the process uses. */
    private static CpuTimes twoThreads(long id, long[] cpu, AtomicInteger looks) {
        CpuTimes real = CpuTimes.ofThisJvm();
        return new CpuTimes() {
            @Override
            public long[] ids() {
                looks.incrementAndGet();
                return new long[] {id - 1, id};
            }

            @Override
            public long[] nanos(long[] ids) {
                return new long[] {5, cpu[0]};
            }

            @Override
            public long process() {
                return cpu[0];
            }

            @Override
            public Optional<ThreadInfo> thread(long which, int depth) {
                return real.thread(which, depth);
            }
        };
    }

    @Test
    void latchesAndSemaphoresAreNotTakenForLocks() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Semaphore semaphore = new Semaphore(0);
        List<Thread> waiting = List.of(
                new Thread(() -> await(latch)),
                new Thread(() -> await(latch)),
                new Thread(semaphore::acquireUninterruptibly),
                new Thread(semaphore::acquireUninterruptibly));
        waiting.forEach(Thread::start);
        try {
            while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            assertThat(new Roster().contended()).isFalse();
        } finally {
            latch.countDown();
            semaphore.release(2);
        }
    }

    @Test
    void whichMemoryGrowsIsToldByPart() throws Exception {
        double[] grown = new double[5];
        GrowthProbe probe = new GrowthProbe(
                () -> new Footprint(
                        3000 * MIB,
                        1000 * MIB + grown[1] + grown[4],
                        200 * MIB + grown[0],
                        600 * MIB,
                        500 * MIB,
                        10 * MIB + grown[1],
                        50 * MIB,
                        20 * MIB),
                () -> nanos);
        Seen.by(probe);
        for (int minute = 0; minute < 5; minute++) {
            nanos += Duration.ofMinutes(1).toNanos();
            grown[4] += 30 * MIB;
            grown[0] += 10 * MIB;
            grown[1] += 1 * MIB;
        }
        Seen seen = Seen.by(probe);

        assertThat(seen.value("jvm.memory.growth.native.bytes")).isEqualTo(150 * MIB);
        assertThat(seen.value("jvm.memory.growth.heap.bytes")).isEqualTo(50 * MIB);
        assertThat(seen.value("jvm.memory.growth.direct.bytes")).isEqualTo(5 * MIB);
        assertThat(seen.get("jvm.memory.growth.bytes").detail()).startsWith("mostly native: 150 MiB of 205 MiB");
        assertThat(seen.value("jvm.memory.growth.heap.ratio")).isCloseTo(50 / 205.0, within(1e-9));
    }

    @Test
    void aHeapThatIsMappedThreeTimesAndMappedFilesAreNotTakenForNativeMemory() throws Exception {
        double committed =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        long threeTimes = 3 * (long) committed / 1024 + 999_999;
        Machine machine = new Machine(root)
                .file(
                        "proc/self/status",
                        "Name:\tjava\nVmRSS:\t 9000000 kB\nRssAnon:\t  500000 kB\nRssFile:\t  400000 kB\nRssShmem:\t "
                                + threeTimes + " kB\n");
        try (Kernel kernel = machine.kernel()) {
            ThisFootprint source = new ThisFootprint(kernel);

            Footprint all = source.read();
            assertThat(all.resident()).isEqualTo(9_000_000 * 1024.0);
            assertThat(all.own()).isEqualTo(500_000 * 1024.0 + all.committed());

            machine.file("proc/self/status", "VmRSS:\t 9000000 kB\nRssAnon:\t  500000 kB\nRssShmem:\t 8 kB\n");
            assertThat(source.read().own()).isEqualTo(500_008 * 1024.0);

            machine.file("proc/self/status", "VmRSS:\t 9000000 kB\n");
            assertThat(source.read().own()).as("an old kernel").isEqualTo(9_000_000 * 1024.0);
        }
        Footprint mapped = new Footprint(3000 * MIB, 700 * MIB, 200 * MIB, 600 * MIB, 400 * MIB, 0, 50 * MIB, 20 * MIB);
        assertThat(mapped.unaccounted()).isEqualTo(30 * MIB);
        assertThat(mapped.beyondTouched()).isEqualTo(230 * MIB);
    }

    @Test
    void aHeapThatShrinksWhereItWasNotTouchedLetsNothingNativeGrow() throws Exception {
        double[] committed = {2000 * MIB};
        GrowthProbe probe = growth(committed, new double[] {1400 * MIB}, new double[] {1200 * MIB});
        Seen seen = Seen.by(probe);
        for (int minute = 0; minute < 5; minute++) {
            nanos += Duration.ofMinutes(1).toNanos();
            committed[0] -= 200 * MIB;
            seen = Seen.by(probe);
        }
        assertThat(seen.value("jvm.memory.growth.native.bytes")).isZero();
        assertThat(seen.has("jvm.memory.growth.bytes")).isFalse();
    }

    @Test
    void aLargeHeapThatIsTouchedBitByBitLetsNothingNativeGrow() throws Exception {
        double[] own = {600 * MIB};
        double[] touched = {200 * MIB};
        GrowthProbe probe = growth(new double[] {2000 * MIB}, own, touched);
        Seen.by(probe);
        for (int minute = 0; minute < 9; minute++) {
            nanos += Duration.ofMinutes(1).toNanos();
            own[0] += 200 * MIB;
            touched[0] += 200 * MIB;
            assertThat(Seen.by(probe).gauges())
                    .filteredOn(gauge -> gauge.name().equals("jvm.memory.growth.native.bytes"))
                    .allMatch(gauge -> gauge.value() == 0);
        }
        own[0] += 100 * MIB;
        assertThat(Seen.by(probe).value("jvm.memory.growth.native.bytes"))
                .as("that is native")
                .isEqualTo(100 * MIB);
    }

    private GrowthProbe growth(double[] committed, double[] own, double[] touched) {
        return new GrowthProbe(
                () -> new Footprint(
                        own[0],
                        own[0],
                        200 * MIB,
                        committed[0],
                        Math.min(committed[0], touched[0]),
                        50 * MIB,
                        50 * MIB,
                        20 * MIB),
                () -> nanos);
    }

    @Test
    void aSteadyProcessHasNoVerdict() throws Exception {
        GrowthProbe probe = new GrowthProbe(
                () -> new Footprint(900 * MIB, 900 * MIB, Double.NaN, 600 * MIB, 600 * MIB, 0, 50 * MIB, 0),
                () -> nanos);
        for (int minute = 0; minute < 30; minute++) {
            nanos += Duration.ofMinutes(1).toNanos();
            Seen.by(probe);
        }
        Seen seen = Seen.by(probe);
        assertThat(seen.has("jvm.memory.growth.bytes")).isFalse();
        assertThat(seen.has("jvm.memory.growth.heap.bytes"))
                .as("no collection yet")
                .isFalse();
        assertThat(seen.value("jvm.memory.growth.native.bytes")).isZero();
    }

    @Test
    void aDiskThatFillsTellsWhenItIsFull() throws Exception {
        long[] used = {500};
        DiskProbe probe =
                new DiskProbe(".data", root, () -> new DiskProbe.Space(1000, used[0], 1000 - used[0]), () -> nanos);
        Seen seen = Seen.by(probe);
        assertThat(seen.value("jvm.disk.data.left.seconds")).isNaN();
        for (int i = 0; i < 100; i++) {
            nanos += 2_000_000_000L;
            used[0] += 2;
            seen = Seen.by(probe);
        }
        assertThat(seen.value("jvm.disk.data.filling.bytes")).isCloseTo(1, within(0.02));
        assertThat(seen.value("jvm.disk.data.left.seconds")).isCloseTo(300, within(6.0));
        assertThat(seen.value("jvm.disk.data.used.ratio")).isEqualTo(0.7);
        assertThatThrownBy(() -> DiskProbe.of("Data", root)).hasMessageContaining("such as \"data\"");
    }

    @Test
    void aContainersHeadroomIsTold() throws Exception {
        try (Kernel kernel = Machine.dockerV2(root).kernel()) {
            Seen seen = Seen.by(new ContainerProbe(new CgroupMemory(kernel)));
            assertThat(seen.value("jvm.container.used.ratio")).isEqualTo(0.5);
            assertThat(seen.get("jvm.container.headroom.bytes").shown()).isEqualTo("256 MiB");
            assertThat(seen.get("jvm.container.used.ratio").detail()).isEqualTo("container of 512 MiB, cgroup v2");
        }
        try (Kernel kernel = new Machine(root.resolve("none")).kernel()) {
            assertThat(Seen.by(new ContainerProbe(new CgroupMemory(kernel))).value("jvm.container.used.ratio"))
                    .isNaN();
        }
    }

    @Test
    void metaspaceWithoutALimitIsMeasuredByTheClassSpaceAndTheCodeCacheIsOne() throws Exception {
        Seen seen = Seen.by(new ClassesProbe(
                List.of(
                        pool("Metaspace", 80, -1),
                        pool("Compressed Class Space", 10, 100),
                        pool("CodeHeap 'non-nmethods'", 5, 10),
                        pool("CodeHeap 'profiled nmethods'", 25, 90)),
                () -> 4711));
        assertThat(seen.value("jvm.metaspace.used.ratio")).isEqualTo(0.1);
        assertThat(seen.get("jvm.metaspace.used.ratio").detail()).startsWith("Compressed Class Space");
        assertThat(seen.value("jvm.code.cache.used.ratio")).isEqualTo(0.3);
        assertThat(seen.value("jvm.classes.loaded.count")).isEqualTo(4711);
        assertThat(Seen.by(new ClassesProbe(List.of(pool("Metaspace", 80, 100), pool("CodeCache", 1, 2)), () -> 1))
                        .value("jvm.metaspace.used.ratio"))
                .isEqualTo(0.8);
    }

    @Test
    void aProbeThatTookLongLeavesOutTheNextSamples() throws Exception {
        long[] takes = {30_000_000L};
        int[] asked = {0};
        Sparing sparing = new Sparing(costly(takes, asked), () -> nanos);
        long start = nanos;
        while (nanos - start < Duration.ofMinutes(1).toNanos()) {
            sparing.sample();
            nanos += 250_000_000L;
        }
        assertThat(asked[0]).as("samples of 30 ms in a minute").isBetween(15, 28);
        takes[0] = 0;
        nanos += 3_000_000_000L;
        asked[0] = 0;
        for (int i = 0; i < 10; i++) {
            sparing.sample();
            nanos += 250_000_000L;
        }
        assertThat(asked[0]).isEqualTo(10);
    }

    @Test
    void aProbeThatWasHeldUpOnceLeavesOutNothing() throws Exception {
        long[] takes = {0};
        int[] asked = {0};
        Sparing sparing = new Sparing(costly(takes, asked), () -> nanos);
        for (int i = 0; i < 20; i++) {
            takes[0] = i % 2 == 0 ? 50_000_000L : 10_000L;
            sparing.sample();
            nanos += 250_000_000L;
        }
        assertThat(asked[0]).isEqualTo(20);
    }

    private Probe costly(long[] takes, int[] asked) {
        return new Probe() {
            @Override
            public Collection<? extends Metric> sample() {
                asked[0]++;
                nanos += takes[0];
                return List.of(Gauge.of("x.count", 1));
            }

            @Override
            public Duration interval() {
                return Duration.ofMillis(250);
            }
        };
    }

    @Test
    void countersOfThreadsAreComparedById() {
        List<Long> grown = new ArrayList<>();
        long sum = Merge.growth(
                new long[] {1, 3, 5},
                new long[] {10, 10, 10},
                new long[] {3, 4, 5},
                new long[] {12, 7, 9},
                (id, more) -> grown.add(id * 100 + more));
        assertThat(grown).containsExactly(302L, 407L, 500L);
        assertThat(sum).isEqualTo(9);
    }

    @Test
    void whatIsAllocatedIsSeenWithEachWayOfAsking() throws Exception {
        List<Allocated> ways = List.of(Allocated.ofThisJvm(), new Allocated.ByThread((com.sun.management.ThreadMXBean)
                java.lang.management.ManagementFactory.getThreadMXBean()));
        for (Allocated way : ways) {
            assertThat(way.more()).isNaN();
            byte[][] garbage = new byte[64][];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = new byte[1 << 20];
            }
            assertThat(way.more()).isGreaterThanOrEqualTo(64 * MIB);
            Reference.reachabilityFence(garbage);
        }
    }

    private static Pool pool(String name, long used, long max) {
        return new Pool(name, false, () -> Optional.of(new MemoryUsage(0, used, used, max)), Optional::empty);
    }

    private static void spin(AtomicBoolean end, CountDownLatch begun) {
        begun.countDown();
        while (!end.get()) {
            Thread.onSpinWait();
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
