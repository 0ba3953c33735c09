package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Probe;
import io.selfheal.jvm.Beans.Gc;
import io.selfheal.jvm.Beans.Heap;
import io.selfheal.test.ProbeContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and limits of pools and collectors are those of JDK 17 and 25 with {@code -Xmx128m}. */
class HeapProbeTest implements ProbeContract {
    @Override
    public Probe probe() {
        return new HeapProbe(LiveHeap.ofThisJvm(), Runtime.getRuntime().maxMemory());
    }

    @Override
    public Set<String> mayBeMissing() {
        return Set.of("jvm.heap.live.ratio", "jvm.heap.live.bytes", "jvm.heap.live.confirmed.ratio");
    }

    @Test
    void withSerialTheOldGenerationCountsAndNotWhatIsUsedInIt() throws Exception {
        Heap old = new Heap("Tenured Gen", 85);
        Heap eden = new Heap("Eden Space", 34);
        Gc full = new Gc("MarkSweepCompact");
        HeapProbe probe = of(List.of(eden, old), new Gc("Copy"), full);
        old.used = 84 * MIB;
        eden.left = 20 * MIB;
        assertThat(Seen.by(probe).value("jvm.heap.live.ratio"))
                .as("before the first full collection")
                .isNaN();

        old.left = 17 * MIB;
        full.count++;

        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isEqualTo(0.2);
        assertThat(Seen.by(probe).value("jvm.heap.live.bytes")).isEqualTo(17 * MIB);
    }

    @Test
    void withOpenJ9TheTenuredPoolsCountAndNotTheNursery() throws Exception {
        Heap allocate = new Heap("nursery-allocate", 30);
        Heap survivor = new Heap("nursery-survivor", 10);
        Heap small = new Heap("tenured-SOA", 80);
        Heap large = new Heap("tenured-LOA", 20);
        Gc global = new Gc("global");
        HeapProbe probe = of(List.of(allocate, survivor, small, large), new Gc("scavenge"), global);
        allocate.left = 29 * MIB;
        survivor.left = 10 * MIB;
        small.left = 20 * MIB;
        large.left = 2 * MIB;
        global.count++;

        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isEqualTo(0.25);
        assertThat(Seen.by(probe).value("jvm.heap.live.bytes")).isEqualTo(22 * MIB);
    }

    @Test
    void oneCollectionWhileMuchLivedForAMomentConfirmsNothing() throws Exception {
        Heap old = new Heap("Tenured Gen", 80);
        Gc full = new Gc("MarkSweepCompact");
        HeapProbe probe = of(List.of(old), new Gc("Copy"), full);
        old.left = 76 * MIB;
        Seen.by(probe);
        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isEqualTo(0.95);
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio"))
                .as("the same collection seen three times")
                .isNaN();

        old.left = 16 * MIB;
        full.count++;
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isEqualTo(0.2);
        old.left = 72 * MIB;
        full.count++;
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isEqualTo(0.2);
        old.left = 74 * MIB;
        full.count++;
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isEqualTo(0.9);
    }

    @Test
    void withParallelAFullOldGenerationIsOneThoughAThirdOfTheHeapIsFree() throws Exception {
        Heap old = new Heap("PS Old Gen", 85);
        HeapProbe probe = of(
                List.of(old, new Heap("PS Survivor Space", 5), new Heap("PS Eden Space", 33)),
                new Gc("PS MarkSweep"),
                new Gc("PS Scavenge"));
        old.left = 85 * MIB;

        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isEqualTo(1);
    }

    @Test
    void withG1EdenAndSurvivorHaveNoLimitAndDoNotCount() throws Exception {
        Heap old = new Heap("G1 Old Gen", 128);
        Heap survivor = new Heap("G1 Survivor Space", -1);
        Gc mixed = new Gc("G1 Young Generation");
        HeapProbe probe = of(
                List.of(new Heap("G1 Eden Space", -1), old, survivor),
                mixed,
                new Gc("G1 Concurrent GC"),
                new Gc("G1 Old Generation"));
        survivor.left = 5 * MIB;
        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isNaN();

        old.left = 64 * MIB;
        mixed.count++;

        assertThat(Seen.by(probe).value("jvm.heap.live.ratio")).isEqualTo(0.5);
    }

    @Test
    void withZgcOneCycleThatCountsWhatWasAllocatedMeanwhileIsNotBelieved() throws Exception {
        Heap heap = new Heap("ZHeap", 128);
        Gc cycles = new Gc("ZGC Cycles");
        HeapProbe probe = of(List.of(heap), cycles, new Gc("ZGC Pauses"));

        assertThat(after(probe, heap, cycles, 47)).isEqualTo(47 / 128.0);
        assertThat(after(probe, heap, cycles, 93)).isEqualTo(47 / 128.0);
        assertThat(after(probe, heap, cycles, 61)).isEqualTo(47 / 128.0);
        assertThat(after(probe, heap, cycles, 64)).isEqualTo(61 / 128.0);
        assertThat(after(probe, heap, cycles, 30)).as("falls at once").isEqualTo(30 / 128.0);
    }

    @Test
    void withZgcTwoCyclesThatTellTheSameConfirmEachOther() throws Exception {
        Heap heap = new Heap("ZHeap", 128);
        Gc cycles = new Gc("ZGC Cycles");
        HeapProbe probe = of(List.of(heap), cycles, new Gc("ZGC Pauses"));
        after(probe, heap, cycles, 120);
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio"))
                .as("one cycle seen twice")
                .isNaN();

        after(probe, heap, cycles, 120);

        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isEqualTo(120 / 128.0);
    }

    @Test
    void withG1AYoungCollectionThatLeavesTheFigureStandingConfirmsNothing() throws Exception {
        Heap old = new Heap("G1 Old Gen", 128);
        Gc young = new Gc("G1 Young Generation");
        HeapProbe probe = of(List.of(old), young, new Gc("G1 Old Generation"));
        after(probe, old, young, 120);
        after(probe, old, young, 120);
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isNaN();

        after(probe, old, young, 121);
        assertThat(Seen.by(probe).value("jvm.heap.live.confirmed.ratio")).isEqualTo(120 / 128.0);
    }

    @Test
    void withGenerationalZgcAMinorCollectionTellsNothingOfTheOldGeneration() throws Exception {
        Heap old = new Heap("ZGC Old Generation", 128);
        Heap young = new Heap("ZGC Young Generation", 128);
        Gc minor = new Gc("ZGC Minor Cycles");
        Gc major = new Gc("ZGC Major Cycles");
        HeapProbe probe = of(List.of(old, young), minor, new Gc("ZGC Minor Pauses"), major, new Gc("ZGC Major Pauses"));
        assertThat(after(probe, old, major, 20)).isEqualTo(20 / 128.0);

        for (int i = 0; i < 10; i++) {
            young.left = 100 * MIB;
            assertThat(after(probe, old, minor, 116)).isEqualTo(20 / 128.0);
        }
        after(probe, old, major, 116);
        after(probe, old, major, 117);
        assertThat(after(probe, old, major, 118)).isEqualTo(116 / 128.0);
    }

    @Test
    void withShenandoahTheWholeHeapCountsAndWithGenerationsTheOldOne() throws Exception {
        Heap heap = new Heap("Shenandoah", 128);
        Gc cycles = new Gc("Shenandoah Cycles");
        assertThat(after(of(List.of(heap), new Gc("Shenandoah Pauses"), cycles), heap, cycles, 64))
                .isEqualTo(0.5);

        Heap old = new Heap("Shenandoah Old Gen", 128);
        Heap young = new Heap("Shenandoah Young Gen", 128);
        young.left = 100 * MIB;
        assertThat(after(of(List.of(young, old), new Gc("Shenandoah Pauses"), cycles), old, cycles, 32))
                .isEqualTo(0.25);
    }

    @Test
    void whoLooksAfterALongWhileSeesWhatLivesNowAndNotWhatLivedThen() {
        Heap heap = new Heap("ZHeap", 128);
        Gc cycles = new Gc("ZGC Cycles");
        LiveHeap live = new LiveHeap(List.of(heap.pool()), List.of(cycles.collector()), () -> 128 * MIB);
        heap.left = 16 * MIB;
        cycles.count++;
        live.look();
        heap.left = 112 * MIB;
        cycles.count += 500;
        live.lookAnew();

        assertThat(live.ratio()).isEqualTo(112 / 128.0);
    }

    @Test
    void aPoolWithoutALimitIsMeasuredByTheWholeHeap() throws Exception {
        Heap old = new Heap("Old Something", -1);
        old.left = 64 * MIB;

        assertThat(Seen.by(of(List.of(old), new Gc("Some"))).value("jvm.heap.live.ratio"))
                .isEqualTo(0.5);
    }

    private static double after(HeapProbe probe, Heap pool, Gc gc, long leftMiB) throws Exception {
        pool.left = leftMiB * MIB;
        gc.count++;
        return Seen.by(probe).value("jvm.heap.live.ratio");
    }

    private static HeapProbe of(List<Heap> pools, Gc... collectors) {
        List<Collector> all = Stream.of(collectors).map(Gc::collector).toList();
        return new HeapProbe(new LiveHeap(pools.stream().map(Heap::pool).toList(), all, () -> 128 * MIB), 128 * MIB);
    }
}
