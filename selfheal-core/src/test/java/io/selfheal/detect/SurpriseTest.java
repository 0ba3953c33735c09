package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SurpriseTest {
    private static final double LIMIT = FalseAlarms.USUAL.limit();
    private static final long STEP = Duration.ofMinutes(5).toMillis();
    private static final int DAY = 288;

    @Test
    void anySequenceGivesAFiniteScoreInItsRange() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Surprise surprise = new Surprise();
            long time = random.nextLong() >> random.nextInt(64);
            for (int i = 0; i < 500; i++) {
                time += wildStep(random);
                double score = surprise.score(time, wildValue(random));
                assertThat(score).as("seed %s, point %s", seed, i).isBetween(0.0, 100.0);
                assertThat(surprise.rarity()).as("seed %s, point %s", seed, i).isFinite();
                assertThat(surprise.reason(Double::toString)).isNotBlank();
            }
        }
    }

    @Test
    void aRestoredStateScoresAsTheOneItWasTakenFrom() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Surprise kept = new Surprise();
            long time = 0;
            for (int i = 0; i < random.nextInt(600); i++) {
                time += wildStep(random);
                kept.score(time, wildValue(random));
            }
            Surprise restored = Surprise.of(kept.state());
            for (int i = 0; i < 200; i++) {
                time += wildStep(random);
                double value = wildValue(random);
                assertThat(restored.score(time, value)).as("seed %s", seed).isEqualTo(kept.score(time, value));
            }
            assertThat(restored.state()).as("seed %s", seed).isEqualTo(kept.state());
        }
    }

    @Test
    void theStateStaysUnderTwoKibibytesHoweverLongTheSeries() {
        Surprise surprise = new Surprise();
        Random random = new Random(1);
        int before = surprise.state().length;
        for (int i = 0; i < 200_000; i++) {
            surprise.score(i * STEP, random.nextGaussian());
        }
        assertThat(surprise.state()).hasSize(before).hasSizeLessThanOrEqualTo(2_048);
    }

    @Test
    void aStateOfSomethingElseIsRefused() {
        byte[] state = new Surprise().state();
        byte[] other = state.clone();
        other[0] = 99;
        assertThatThrownBy(() -> Surprise.of(other)).hasMessageContaining("begins with 99");
        assertThatThrownBy(() -> Surprise.of(new byte[0])).hasMessageContaining("this has 0 bytes");
        assertThatThrownBy(() -> Surprise.of(Arrays.copyOf(state, 10))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsForgottenIsAsIfItHadNeverBeen() {
        Surprise surprise = new Surprise();
        run(surprise, 0, 3 * DAY, wave(1));
        surprise.forget();
        assertThat(surprise.state()).isEqualTo(new Surprise().state());
        Surprise fresh = new Surprise();
        DoubleUnaryOperator again = wave(2);
        for (int i = 0; i < 2 * DAY; i++) {
            double value = again.applyAsDouble(i);
            assertThat(surprise.score(i * STEP, value)).isEqualTo(fresh.score(i * STEP, value));
        }
    }

    @Test
    void aScoreKnowsNothingOfWhatComesLater() {
        DoubleUnaryOperator values = wave(3);
        double[] usual = run(new Surprise(), 0, 3 * DAY, values);
        DoubleUnaryOperator same = wave(3);
        double[] broken = run(new Surprise(), 0, 3 * DAY, i -> i < 2 * DAY ? same.applyAsDouble(i) : 1e6);
        assertThat(Arrays.copyOf(broken, 2 * DAY)).isEqualTo(Arrays.copyOf(usual, 2 * DAY));
    }

    @Test
    void aWaveThatRepeatsIsNoNewsAndItsBreakIs() {
        Surprise surprise = new Surprise();
        DoubleUnaryOperator wave = wave(4);
        double[] healthy = run(surprise, 0, 10 * DAY, wave);
        assertThat(alarms(Arrays.copyOfRange(healthy, 3 * DAY, 10 * DAY))).isZero();
        double[] flat = run(surprise, 10 * DAY + 60, 12, i -> 5);
        assertThat(alarms(flat)).isBetween(1, 3);
    }

    @Test
    void aDayWithoutItsPeakIsFoundThoughEachValueIsAUsualOne() {
        Surprise surprise = new Surprise();
        Random noise = new Random(5);
        DoubleUnaryOperator shifts = i -> (i % DAY >= 96 && i % DAY < 216 ? 80 : 20) + noise.nextGaussian();
        run(surprise, 0, 10 * DAY, shifts);
        double[] idle = run(surprise, 10 * DAY, DAY, i -> 20 + noise.nextGaussian());
        assertThat(alarms(idle)).isPositive();
        assertThat(first(idle)).isBetween(96, 216);
    }

    @Test
    void anAlarmIsGivenOnceAndAgainOnlyIfItGetsWorse() {
        Surprise surprise = new Surprise();
        run(surprise, 0, 10 * DAY, wave(6));
        assertThat(alarms(run(surprise, 10 * DAY, 1, i -> 400))).isOne();
        assertThat(alarms(run(surprise, 10 * DAY + 1, 36, i -> 400))).isZero();
    }

    @Test
    void whatKeepsRecurringIsNoNewsAfterAWhile() {
        Surprise surprise = new Surprise();
        Random noise = new Random(7);
        double[] scores = run(
                surprise,
                0,
                40 * DAY,
                i -> i > 5 * DAY && i % (DAY / 4) == 0 ? 500 + 10 * noise.nextGaussian() : 50 + noise.nextGaussian());
        int early = alarms(Arrays.copyOf(scores, 10 * DAY));
        int late = alarms(Arrays.copyOfRange(scores, 30 * DAY, 40 * DAY));
        assertThat(early).isPositive();
        assertThat(late).as("of 40 that came four times a day").isLessThanOrEqualTo(4);
    }

    @Test
    void aSeriesThatStandsStillIsUsualUntilItMoves() {
        Surprise surprise = new Surprise();
        assertThat(alarms(run(surprise, 0, 5 * DAY, i -> 7))).isZero();
        assertThat(alarms(run(surprise, 5 * DAY, 1, i -> 9))).isOne();
    }

    @Test
    void numbersThatAreNoneArePassedOver() {
        Surprise holed = new Surprise();
        Surprise whole = new Surprise();
        DoubleUnaryOperator wave = wave(8);
        for (int i = 0; i < 3 * DAY; i++) {
            double value = wave.applyAsDouble(i);
            assertThat(holed.score(i * STEP, Double.NaN)).isZero();
            assertThat(holed.score(i * STEP, value)).isEqualTo(whole.score(i * STEP, value));
            assertThat(holed.score(i * STEP, Double.POSITIVE_INFINITY)).isZero();
        }
    }

    @Test
    void resetsOfACounterAreNoNewsAndItsStandstillIs() {
        Surprise surprise = new Surprise();
        Random random = new Random(9);
        double[] count = {0};
        DoubleUnaryOperator counter =
                i -> i % 700 == 699 ? (count[0] = 0) : (count[0] += 300 + 20 * random.nextGaussian());
        run(surprise, 0, 3 * DAY, counter);
        assertThat(alarms(run(surprise, 3 * DAY, 17 * DAY, counter))).isLessThanOrEqualTo(1);
        assertThat(alarms(run(surprise, 20 * DAY, 6, i -> count[0]))).isPositive();
        assertThat(surprise.reason(Double::toString)).startsWith("it counts ");
    }

    @Test
    void aGaugeStaysOneHoweverLongItRises() {
        Surprise surprise = new Surprise();
        Random random = new Random(13);
        run(surprise, 0, DAY, i -> 50 + 5 * random.nextGaussian());
        Surprise restored = Surprise.of(surprise.state());
        run(restored, DAY, DAY, i -> 100.0 * i);
        assertThat(restored.reason(Double::toString)).doesNotStartWith("it counts ");
        restored.forget();
        run(restored, 2 * DAY, DAY, i -> 100.0 * i);
        assertThat(restored.reason(Double::toString)).startsWith("it counts ");
    }

    @Test
    void aClockThatWasAheadForYearsBeforeARestartBlindsNothing() {
        Surprise ahead = new Surprise();
        Random random = new Random(12);
        double[] count = {0};
        DoubleUnaryOperator counter = i -> count[0] += 300 + 20 * random.nextGaussian();
        run(ahead, 73 * 365 * DAY, 10 * DAY, counter);
        Surprise surprise = Surprise.of(ahead.state());
        assertThat(alarms(run(surprise, 0, 3 * DAY, counter))).isZero();
        assertThat(alarms(run(surprise, 3 * DAY, 6, i -> count[0]))).isPositive();
        assertThat(surprise.reason(Double::toString)).startsWith("it counts ");
    }

    @Test
    void aHoleInTimeIsNoStep() {
        Surprise surprise = new Surprise();
        DoubleUnaryOperator wave = wave(10);
        run(surprise, 0, 10 * DAY, wave);
        assertThat(alarms(run(surprise, 10 * DAY + DAY / 2, DAY, wave))).isZero();
    }

    @Test
    void itSaysInWordsWhatIsUnusual() {
        Surprise surprise = new Surprise();
        Random noise = new Random(11);
        DoubleUnaryOperator wave = i -> 100 + 50 * Math.sin(2 * Math.PI * i / DAY) + noise.nextGaussian();
        run(surprise, 0, 6 * DAY + 72, wave);
        double worst = Arrays.stream(run(surprise, 6 * DAY + 72, 1, i -> 14.2)).sum();
        assertThat(worst).isGreaterThan(LIMIT);
        assertThat(surprise.reason(Double::toString))
                .containsAnyOf("lower than anything seen at this hour in 6 days", "a step of -1");
        assertThat(new Reason(Reason.View.HOUR, true, 14.2, 150, Duration.ofDays(6)).words(Double::toString))
                .isEqualTo("lower than anything seen at this hour in 6 days");
    }

    private static DoubleUnaryOperator wave(long seed) {
        Random noise = new Random(seed);
        return i -> 100 + 50 * Math.sin(2 * Math.PI * i / DAY) + 3 * noise.nextGaussian();
    }

    private static double[] run(Surprise surprise, int from, int points, DoubleUnaryOperator values) {
        double[] scores = new double[points];
        for (int i = 0; i < points; i++) {
            scores[i] = surprise.score((from + i) * STEP, values.applyAsDouble(from + i));
        }
        return scores;
    }

    private static int alarms(double[] scores) {
        return (int) Arrays.stream(scores).filter(score -> score >= LIMIT).count();
    }

    private static int first(double[] scores) {
        int i = 0;
        while (scores[i] < LIMIT) {
            i++;
        }
        return i;
    }

    private static long wildStep(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(1_000_000);
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> 60_000 + random.nextInt(10);
        };
    }

    private static double wildValue(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Double.MAX_VALUE;
            case 4 -> -Double.MAX_VALUE;
            case 5 -> Double.MIN_VALUE;
            case 6 -> -0.0;
            case 7 -> Double.longBitsToDouble(random.nextLong());
            case 8 -> random.nextGaussian() * 1e9;
            default -> random.nextGaussian();
        };
    }
}
