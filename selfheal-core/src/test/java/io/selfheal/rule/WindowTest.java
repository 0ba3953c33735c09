package io.selfheal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Gauge;
import io.selfheal.Moment;
import io.selfheal.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 61, 62, 63, 64, 100, 1_000, 86_400})
    void aSteadyRiseIsMeasuredExactlyHoweverManyTurnsAWindowHas(long turns) {
        Window window = new Window("q", turns * 1_000);
        for (long turn = 0; turn < turns * 3 + 200; turn++) {
            double change = take(window, turn * 1_000, turn);
            if (turn < turns) {
                assertThat(change).isNaN();
            } else {
                assertThat(change).as("turn %d", turn).isCloseTo(turns, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 50_000, Long.MIN_VALUE, -50_000})
    void theClockMayWrap(long origin) {
        Window window = new Window("q", 10_000);
        for (int turn = 0; turn < 200; turn++) {
            double change = take(window, origin + turn * 1_000L, turn * 2);
            if (turn >= 10) {
                assertThat(change).isEqualTo(20);
            }
        }
    }

    @Test
    void ofSamplesThatAreFartherApartThanAWindowNothingIsSaid() {
        Window window = new Window("q", 10);
        for (long turn = 0; turn < 600; turn++) {
            long age = turn % 60;
            assertThat(take(window, turn, age, 1_000 * (turn - age))).isNaN();
        }
    }

    @Test
    void aSampleIsHeldAgainstWhatWasAWindowBeforeItself() {
        Window window = new Window("q", 30);
        for (long turn = 0; turn < 600; turn++) {
            long age = turn % 10;
            double change = take(window, turn, age, 7 * (turn - age));
            if (turn < 30) {
                assertThat(change).isNaN();
            } else {
                assertThat(change).as("turn %d", turn).isEqualTo(7 * 30);
            }
        }
    }

    @Test
    void aSampleThatComesALittleLateIsNoHole() {
        Window window = new Window("q", 1_000);
        long now = 0;
        for (int turn = 0; turn < 200; turn++) {
            now += turn % 2 == 0 ? 1_050 : 950;
            double change = take(window, now, 5 * now);
            if (turn >= 2) {
                assertThat(change).isCloseTo(5_000, within(1e-6));
            }
        }
    }

    @Test
    void aSampleFromBeforeAHoleInTimeBeginsNoWindow() {
        Window window = new Window("q", 10);
        take(window, 0, 0, 0);
        take(window, 5, 0, 0);
        Snapshot after = moment(12, 7, 0).resumed().snapshot();
        assertThat(window.take(after)).isNaN();
        assertThat(take(window, 13, 0, 1_000)).isNaN();
        assertThat(take(window, 18, 0, 1_000)).isNaN();
        assertThat(take(window, 23, 0, 1_000)).isZero();
    }

    @Test
    void anEndlessWindowIsNeverFull() {
        Window window = new Window("q", Long.MAX_VALUE);
        for (int turn = 0; turn < 1_000; turn++) {
            assertThat(take(window, turn * 1_000_000_000_000L, turn)).isNaN();
        }
    }

    /** With unevenly spaced turns: what it says lies within the numbers around the window's start. */
    @Test
    void whatItRemembersLiesWithinWhatWasSeenAroundTheStart() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long span = 1 + random.nextInt(100_000);
            Window window = new Window("q", span);
            long slack = span / (Window.POINTS - 2) + 1;
            List<long[]> seen = new ArrayList<>();
            long now = random.nextLong();
            for (int turn = 0; turn < 500; turn++) {
                long step = 1 + random.nextInt((int) Math.max(1, span / 20 * (1 + random.nextInt(3))));
                now += step;
                long value = random.nextInt(1_000);
                seen.add(new long[] {now, value});
                double change = take(window, now, value);
                if (Double.isNaN(change)) {
                    continue;
                }
                double then = value - change;
                long at = now;
                long longest = span / 20 * 3 + 1 + slack;
                long[] around = seen.stream()
                        .filter(point -> Math.abs(at - span - point[0]) <= longest + slack)
                        .mapToLong(point -> point[1])
                        .toArray();
                assertThat(around).as("seed %d turn %d", seed, turn).isNotEmpty();
                assertThat(then)
                        .as("seed %d turn %d", seed, turn)
                        .isBetween(
                                Arrays.stream(around).min().getAsLong() - 1e-6,
                                Arrays.stream(around).max().getAsLong() + 1e-6);
            }
        }
    }

    private static double take(Window window, long nanos, long age, double value) {
        return window.take(moment(nanos, age, value).snapshot());
    }

    private static Moment moment(long nanos, long age, double value) {
        return new Moment(Instant.EPOCH, nanos).aged("service", Gauge.of("q", value), age);
    }

    private static double take(Window window, long nanos, double value) {
        return window.take(Snapshot.of(Instant.EPOCH, nanos, "service", Gauge.of("q", value)));
    }
}
