package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.jvm.Beans.Gc;
import java.util.List;
import org.junit.jupiter.api.Test;

class GcProbeTest {
    private final Gc young = new Gc("G1 Young Generation");
    private final Gc remark = new Gc("G1 Concurrent GC");
    private long nanos = Long.MAX_VALUE - 5_000_000_000L; // wraps around on the way

    @Test
    void pausesOfATenthOfTheTimeOweNothing() throws Exception {
        GcProbe probe = started(young);
        for (int i = 0; i < 200; i++) {
            young.millis += 25;
            assertThat(pass(probe, 250).value("jvm.gc.debt.seconds")).isCloseTo(0, within(1e-9));
        }
        assertThat(pass(probe, 250).value("jvm.gc.pause.ratio")).isCloseTo(0.1, within(0.01));
    }

    @Test
    void thrashingOwesOneAndAHalfSecondsWithinTwo() throws Exception {
        GcProbe probe = started(young);
        double debt = 0;
        for (int i = 0; i < 8; i++) {
            young.millis += 240;
            debt = pass(probe, 250).value("jvm.gc.debt.seconds");
        }
        assertThat(debt).isGreaterThan(1.5);
    }

    @Test
    void oneFullCollectionIsForgotten() throws Exception {
        GcProbe probe = started(young);
        young.millis += 1_000;
        assertThat(pass(probe, 1_000).value("jvm.gc.debt.seconds")).isEqualTo(0.9);
        assertThat(pass(probe, 5_000).value("jvm.gc.debt.seconds")).isCloseTo(0.4, within(1e-9));
        assertThat(pass(probe, 5_000).value("jvm.gc.debt.seconds")).isZero();
    }

    @Test
    void cyclesOfZgcAndShenandoahAreNoPauses() throws Exception {
        Gc cycles = new Gc("ZGC Major Cycles");
        Gc pauses = new Gc("ZGC Major Pauses");
        GcProbe probe = started(cycles, pauses);
        for (int i = 0; i < 100; i++) {
            cycles.millis += 1_000;
            pauses.millis += 1;
            pass(probe, 1_000);
        }
        cycles.millis += 1_000;
        Seen seen = pass(probe, 1_000);
        assertThat(seen.value("jvm.gc.debt.seconds")).isZero();
        assertThat(seen.value("jvm.gc.pause.ratio")).isLessThan(0.01);
        assertThat(seen.value("jvm.gc.concurrent.ratio")).isGreaterThan(0.99);
    }

    @Test
    void g1sConcurrentBeanReportsPausesInSpiteOfItsName() throws Exception {
        GcProbe probe = started(young, remark);
        remark.millis += 1_000;

        Seen seen = pass(probe, 1_000);

        assertThat(seen.value("jvm.gc.debt.seconds")).isEqualTo(0.9);
        assertThat(seen.value("jvm.gc.concurrent.ratio")).isZero();
    }

    @Test
    void aHoleInTimeVoidsTheDebt() throws Exception {
        GcProbe probe = started(young);
        young.millis += 900;
        pass(probe, 1_000);
        young.millis += 20_000;
        nanos += 40_000_000_000L;
        assertThat(Seen.by(probe).gauges()).isEmpty();
        assertThat(pass(probe, 1_000).value("jvm.gc.debt.seconds")).isZero();
    }

    @Test
    void collectionsThatHoldTheLoopUpForLongerThanAHoleOweAllTheMore() throws Exception {
        GcProbe probe = started(young);
        pass(probe, 1_000);
        double debt = 0;
        for (int i = 0; i < 3; i++) {
            young.millis += 34_000;
            debt = pass(probe, 35_000).value("jvm.gc.debt.seconds");
        }
        assertThat(debt).isGreaterThan(15);
    }

    @Test
    void aLoopThatTurnsSeldomHasNoHoles() throws Exception {
        GcProbe probe = started(young);
        assertThat(pass(probe, 40_000).gauges())
                .as("nothing to compare the gap with")
                .isEmpty();
        young.millis += 10_000;
        assertThat(pass(probe, 40_000).value("jvm.gc.debt.seconds")).isCloseTo(6, within(1e-9));
        assertThat(pass(probe, 40_000).value("jvm.gc.debt.seconds")).isCloseTo(2, within(1e-9));
    }

    @Test
    void theFloorIsTheLowestOfTheLatestEightCollectionsAndOfThreeAtLeast() throws Exception {
        FloorProbe probe = new FloorProbe(List.of(young.collector(), remark.collector()), 100 * MIB);
        assertThat(left(probe, 91).value("jvm.heap.floor.ratio")).isNaN();
        assertThat(left(probe, 20).value("jvm.heap.floor.ratio")).isNaN();
        assertThat(left(probe, 95).value("jvm.heap.floor.ratio")).isEqualTo(0.2);
        for (int i = 0; i < 6; i++) {
            assertThat(left(probe, 96).value("jvm.heap.floor.ratio")).isEqualTo(0.2);
        }
        assertThat(left(probe, 96).value("jvm.heap.floor.ratio")).isEqualTo(0.95);
        assertThat(Seen.by(probe).value("jvm.heap.floor.ratio"))
                .as("no collection since")
                .isEqualTo(0.95);
    }

    private Seen left(FloorProbe probe, long mib) throws Exception {
        young.count++;
        young.left = mib * MIB;
        return Seen.by(probe);
    }

    private GcProbe started(Gc... collectors) throws Exception {
        GcProbe probe =
                new GcProbe(List.of(collectors).stream().map(Gc::collector).toList(), () -> nanos);
        assertThat(Seen.by(probe).gauges()).isEmpty();
        return probe;
    }

    private Seen pass(GcProbe probe, long millis) throws Exception {
        nanos += millis * 1_000_000;
        return Seen.by(probe);
    }
}
