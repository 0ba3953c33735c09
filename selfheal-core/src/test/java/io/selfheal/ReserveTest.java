package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReserveTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"24, 1, 2", "32, 1, 2", "64, 1, 3", "64, 2, 2", "4096, 2, 3", "65536, 32, 3"})
    void whereMemoryIsHandedOutByTheRegionTwoOrThreeWholeOnesAreHeld(long heap, long region, int pieces) {
        Reserve reserve = Reserve.regions(region * MIB, heap * MIB);
        assertThat(reserve.pieces()).isEqualTo(pieces);
        assertThat(reserve.size()).isBetween((int) (region * MIB * 0.99), (int) (region * MIB) - 16);
    }

    @ParameterizedTest
    @ValueSource(longs = {32, 64})
    void theLastOneIsStillThereThreeSecondsAfterTheFirstIsGone(long regions) {
        long size = 64 << 10;
        long[] nanos = {0};
        Ballast ballast = new Ballast(() -> nanos[0], Reserve.regions(size, regions * size));
        ballast.take();
        for (int milli = 0; milli < 2_999; milli++) {
            ballast.drop();
            nanos[0] += TimeUnit.MILLISECONDS.toNanos(1);
        }
        assertThat(ballast.left()).isEqualTo(1);
        for (int milli = 0; milli < 1_100; milli++) {
            ballast.drop();
            nanos[0] += TimeUnit.MILLISECONDS.toNanos(1);
        }
        assertThat(ballast.left()).isZero();
    }

    @Test
    void regionsThatAreNotKnownOrTooLargeAreNotHeld() {
        assertThat(Reserve.regions(0, 64 * MIB)).isEqualTo(Reserve.small());
        assertThat(Reserve.regions(512 * MIB, 64 * MIB)).isEqualTo(Reserve.small());
    }

    @Test
    void aHeapOfAFewRegionsIsLeftToItsHost() {
        assertThat(Reserve.regions(2 * MIB, 24 * MIB)).isEqualTo(Reserve.small());
        assertThat(Reserve.regions(2 * MIB, 32 * MIB).pieces()).isEqualTo(2);
    }

    @Test
    void thisJvmHasOneThatIsSmallAgainstItsHeap() {
        Reserve reserve = Reserve.ofThisJvm();
        assertThat((long) reserve.pieces() * reserve.size())
                .isPositive()
                .isLessThanOrEqualTo(Math.max(3 * MIB, Runtime.getRuntime().maxMemory() / 10));
    }
}
