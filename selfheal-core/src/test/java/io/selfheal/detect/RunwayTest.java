package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunwayTest {
    private static final int DAY = 1_440;

    /** A value a minute, for so many minutes. */
    private static Runway fed(double limit, int minutes, IntToDoubleFunction value) {
        Runway runway = Runway.toward(limit);
        for (int minute = 0; minute < minutes; minute++) {
            runway.add(minute * 60_000L, value.applyAsDouble(minute));
        }
        return runway;
    }

    /** How often a forecast within a day was given, looked at every ten minutes. */
    private static int alarms(int minutes, IntToDoubleFunction value) {
        Runway runway = Runway.toward(100);
        int alarms = 0;
        for (int minute = 0; minute < minutes; minute++) {
            runway.add(minute * 60_000L, value.applyAsDouble(minute));
            if (minute % 10 == 0
                    && runway.forecast()
                            .filter(forecast -> forecast.likely().compareTo(Duration.ofDays(1)) <= 0)
                            .isPresent()) {
                alarms++;
            }
        }
        return alarms;
    }

    private static double noise(Random random) {
        return 0.3 * random.nextGaussian();
    }

    @Test
    void aLinearLeakIsSeenComing() {
        Random random = new Random(1);
        Forecast forecast = fed(100, 500, minute -> 20 + minute * 0.1 + noise(random))
                .forecast()
                .orElseThrow();

        assertThat(forecast.likely().toMinutes()).isBetween(240L, 360L);
        assertThat(forecast.soonest()).isLessThan(forecast.likely());
        assertThat(forecast.latest()).isGreaterThan(forecast.likely());
        assertThat(forecast.perHour()).isBetween(5.5, 6.5);
        assertThat(forecast.trend().toMinutes()).isBetween(300L, 520L);
    }

    @Test
    void aLeakThatTakesTwoMinutesIsSeenAsWell() {
        Runway runway = Runway.toward(1);
        for (int quarter = 0; quarter < 60 * 4; quarter++) {
            runway.add(quarter * 250L, 0.2 + 0.8 * quarter / (110 * 4.0));
        }

        assertThat(runway.forecast().orElseThrow().likely()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(75));
    }

    @Test
    void whatFallsTowardZeroRunsOutAsWhatRisesTowardItsLimitDoes() {
        Random random = new Random(2);
        Forecast forecast = fed(0, 500, minute -> 80 - minute * 0.1 + noise(random))
                .forecast()
                .orElseThrow();

        assertThat(forecast.likely().toMinutes()).isBetween(240L, 360L);
        assertThat(forecast.perHour()).isBetween(-6.5, -5.5);
    }

    @Test
    void aLeakBeneathASawtoothIsSeenByItsLowerEnvelope() {
        Random random = new Random(3);
        Forecast forecast = fed(100, 700, minute -> 10 + minute * 0.08 + minute % 7 * 3 + noise(random))
                .forecast()
                .orElseThrow();

        assertThat(forecast.perHour()).isBetween(4.0, 5.6);
    }

    @Test
    void whatGoesNowhereIsLeftAlone() {
        Random random = new Random(4);

        assertThat(alarms(3 * DAY, minute -> 50 + noise(random))).isZero();
        assertThat(alarms(3 * DAY, minute -> 40 + minute % 9 * 3 + noise(random)))
                .as("a sawtooth")
                .isZero();
    }

    @Test
    void aStepIsNoTrend() {
        Random random = new Random(5);

        assertThat(alarms(2 * DAY, minute -> (minute < DAY ? 30 : 60) + noise(random)))
                .isZero();
    }

    @Test
    void aCacheThatWarmsUpIsNotTakenForALeakOnceItHasSlowedDown() {
        Random random = new Random(6);
        Runway runway = fed(100, DAY, minute -> 20 + 50 * (1 - Math.exp(-minute / 120.0)) + noise(random));

        assertThat(runway.forecast()).isEmpty();
    }

    @Test
    void aDiskWhoseLogsAreRotatedIsNotTakenForOneThatFills() {
        Random random = new Random(7);
        IntToDoubleFunction rotated = minute -> 40 + minute % 360 / 12.0 + noise(random);
        Runway runway = fed(100, 2 * DAY + 300, rotated);

        assertThat(runway.forecast()).as("it gave back as much before").isEmpty();
    }

    @Test
    void whatWasForgottenIsNotHeldAgainstWhatComes() {
        Random random = new Random(8);
        Runway runway = fed(100, 500, minute -> 20 + minute * 0.1 + noise(random));
        runway.rebase();

        assertThat(runway.forecast()).isEmpty();
    }

    @Test
    void aFirstValueOnTheWrongSideTurnsNothingRound() {
        Random random = new Random(10);
        Runway pool = fed(0, 1_000, minute -> minute == 0 ? -1 : 50);
        assertThat(pool.forecast()).isEmpty();
        Runway heap = Runway.of(fed(1, 3, minute -> 1.02).state());
        for (int minute = 3; minute < 500; minute++) {
            heap.add(minute * 60_000L, 0.2 + minute * 0.001 + noise(random) / 100);
        }
        assertThat(heap.forecast().orElseThrow().likely().toMinutes()).isBetween(240L, 360L);
    }

    @Test
    void whatWasOnOneSideForTenValuesIsUsedUpOnTheOther() {
        Runway runway = Runway.of(fed(100, 10, minute -> 90).state());
        for (int minute = 10; minute < 500; minute++) {
            runway.add(minute * 60_000L, 110);
        }
        assertThat(runway.forecast().orElseThrow().likely()).isZero();
    }

    @Test
    void aClockThatIsSetBackADayInTheMiddleOfALeakHidesNothing() {
        Random random = new Random(9);
        Runway runway = Runway.toward(100);
        for (int minute = 0; minute < 500; minute++) {
            long clock = (minute < 250 ? minute : minute - DAY) * 60_000L;
            runway.add(clock, 20 + minute * 0.1 + noise(random));
        }

        assertThat(runway.forecast().orElseThrow().likely().toMinutes()).isBetween(240L, 360L);
    }

    @Test
    void whatGrowsInAStraightLineIsNotSaidToGetFaster() {
        assertThat(fed(100, 500, minute -> 20 + minute * 0.1)
                        .forecast()
                        .orElseThrow()
                        .accelerating())
                .isFalse();
        assertThat(fed(100, 500, minute -> 20 + minute * minute * 0.0002)
                        .forecast()
                        .orElseThrow()
                        .accelerating())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anythingMayComeAndWhatIsKeptGoesOnAsTheOriginalDoes(long seed) {
        Random random = new Random(seed);
        Runway runway = Runway.toward(random.nextInt(3) - 1);
        long time = random.nextLong();
        for (int i = 0; i < 3_000; i++) {
            time += random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(100_000) - 1_000;
            runway.add(time, anything(random));
            if (i % 100 == 0) {
                Optional<Forecast> forecast = runway.forecast();
                forecast.ifPresent(given -> {
                    assertThat(given.soonest()).as("seed %d", seed).isBetween(Duration.ZERO, given.likely());
                    assertThat(given.latest()).as("seed %d", seed).isGreaterThanOrEqualTo(given.likely());
                    assertThat(given.perHour()).as("seed %d", seed).isFinite();
                });
                byte[] state = runway.state();
                assertThat(state).hasSizeLessThanOrEqualTo(4_096);
                Runway same = Runway.of(state);
                assertThat(same.forecast()).as("seed %d", seed).isEqualTo(forecast);
                assertThat(same.state()).as("seed %d", seed).isEqualTo(state);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasFoundBeforeIsWhatWouldBeFoundAnew(long seed) {
        Random random = new Random(seed);
        Runway runway = Runway.toward(100);
        double level = 20;
        double pace = 0;
        long time = 1_700_000_000_000L;
        int foreseen = 0;
        for (int i = 0; i < 4_000; i++) {
            if (random.nextInt(300) == 0) {
                pace = random.nextInt(3) == 0 ? -0.02 : 0.2 * random.nextDouble();
            }
            if (level > 100 || random.nextInt(2_000) == 0) {
                level = 20 + 10 * random.nextGaussian(); // repaired after it ran out, or a step to where it never was
            }
            level += pace;
            time += random.nextInt(500) == 0 ? random.nextInt(20_000_000) : random.nextInt(120_000);
            runway.add(time, level + i % 9 + noise(random));
            if (random.nextInt(8) == 0) {
                Optional<Forecast> forecast = runway.forecast();
                foreseen += forecast.isPresent() ? 1 : 0;
                assertThat(forecast)
                        .as("seed %d, value %d", seed, i)
                        .isEqualTo(Runway.of(runway.state()).forecast());
            }
            if (random.nextInt(2_000) == 0) {
                runway.rebase();
            }
        }
        assertThat(foreseen).as("seed %d", seed).isPositive();
    }

    private static double anything(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextGaussian();
        };
    }

    @Test
    void whatIsNoStateIsRefused() {
        assertThatThrownBy(() -> Runway.of(new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Runway.toward(Double.NaN)).hasMessageContaining("NaN");
        byte[] damaged = fed(100, 500, minute -> 20 + minute * 0.1).state();
        Arrays.fill(damaged, 10, 40, (byte) -1);
        assertThatThrownBy(() -> Runway.of(damaged)).hasMessageContaining("damaged: start the series anew");
    }
}
