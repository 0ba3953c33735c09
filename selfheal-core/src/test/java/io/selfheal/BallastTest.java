package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BallastTest {
    private long nanos;
    private final Ballast ballast = new Ballast(() -> nanos);

    @Test
    void itIsEmptyUntilItIsTakenInAndThenDropsNothing() {
        ballast.drop();
        assertThat(ballast.left()).isZero();
    }

    @Test
    void eachPieceIsHeldBackForTwiceAsLongAsTheOneBefore() {
        ballast.take();
        int whole = ballast.left();
        for (int milli = 0; milli <= 70; milli++) {
            ballast.drop();
            ballast.drop();
            nanos += TimeUnit.MILLISECONDS.toNanos(1);
        }
        assertThat(whole - ballast.left()).as("at 0, 10, 30 and 70 ms").isEqualTo(4);
    }

    @Test
    void mostOfItIsLeftWhenTheHeapHasBeenFillingUpForSeconds() {
        ballast.take();
        for (int milli = 0; milli < 5_000; milli++) {
            ballast.drop();
            nanos += TimeUnit.MILLISECONDS.toNanos(1);
        }
        assertThat(ballast.left()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatWasTakenInAnewIsDroppedAtOnceAgain() {
        ballast.take();
        int whole = ballast.left();
        ballast.drop();
        ballast.take();
        assertThat(ballast.left()).isEqualTo(whole);
        ballast.drop();
        assertThat(ballast.left()).isEqualTo(whole - 1);
    }
}
