package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.selfheal.Risk;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
    private final Recalibration recalibration = new Recalibration();

    private void told(String action, double chance, int cameTrue, int not) {
        for (int i = 0; i < cameTrue + not; i++) {
            recalibration.add(action, chance, 1, i < cameTrue, 1);
        }
    }

    @Test
    void withoutOutcomesAChanceIsWorthItself() {
        recalibration.learn();

        assertThat(recalibration.of(0.8, 1)).isEqualTo(0.8, offset(1e-12));
    }

    @Test
    void whatCameTrueAsOftenAsToldChangesNothing() {
        told("a", 0.8, 80, 20);
        told("b", 0.4, 40, 60);
        recalibration.learn();

        assertThat(recalibration.of(0.6, 1)).isEqualTo(0.6, offset(1e-6));
    }

    @Test
    void whatManyActionsWereOffByTheNextOneIsHeldToBeOffBy() {
        for (int action = 0; action < 300; action++) {
            told("high " + action, 0.8, 19, 1);
            told("low " + action, 0.4, 4, 6);
        }
        recalibration.learn();

        assertThat(recalibration.of(0.8, 1)).isEqualTo(0.95, offset(0.005));
        assertThat(recalibration.of(0.4, 1)).isEqualTo(0.4, offset(0.01));
    }

    @Test
    void aFewOutcomesChangeItALittle() {
        told("a", 0.8, 4, 0);
        recalibration.learn();

        assertThat(recalibration.of(0.8, 1)).isBetween(0.81, 0.88);
        assertThat(recalibration.of(0.3, 1))
                .as("successes of the likely say little of the unlikely")
                .isBetween(0.28, 0.33);
    }

    @Test
    void oneActionHoweverOftenItFailsDoesNotDiscreditTheOthers() {
        for (int failures = 0; failures < 1_000; failures++) {
            double declared = Experience.DECLARED / (Experience.DECLARED + failures);
            recalibration.add("broken", 0.8 * declared, declared, false, 1);
            recalibration.learn();

            assertThat(recalibration.of(0.7, 1)).isGreaterThan(Utility.demanded(Risk.MODERATE));
        }
    }

    @Test
    void aThousandActionsAlikeMakeNothingCertainNorImpossible() {
        Recalibration none = new Recalibration();
        for (int action = 0; action < 1_000; action++) {
            told("a" + action, 0.8, 1, 0);
            none.add("a" + action, 0.8, 1, false, 1);
        }
        recalibration.learn();
        none.learn();

        assertThat(recalibration.of(0.8, 1)).isBetween(0.98, 0.9999);
        assertThat(none.of(0.8, 1)).isBetween(0.0001, 0.03);
        assertThat(none.of(0.9, 1)).as("likelier stays likelier").isGreaterThan(none.of(0.8, 1));
    }

    @Test
    void whatTheOutcomesOfAnActionItselfHaveCorrectedIsChangedTheLessTheMoreThereAre() {
        told("a", 0.8, 4, 0);
        recalibration.learn();

        assertThat(recalibration.of(0.8, 0)).isEqualTo(0.8, offset(1e-12));
        assertThat(recalibration.of(0.8, 0.5)).isBetween(0.805, recalibration.of(0.8, 1) - 0.005);
    }

    @Test
    void oneActionHoweverOftenItHelpsMakesNoOtherCertain() {
        for (int outcomes = 0; outcomes < 1_000; outcomes++) {
            double declared = Experience.DECLARED / (Experience.DECLARED + outcomes);
            recalibration.add("good", 1 - 0.2 * declared, declared, true, 1);
        }
        recalibration.learn();

        assertThat(recalibration.of(0.8, 1)).isBetween(0.82, 0.92);
    }

    @Test
    void whatIsImpossibleOrCertainStaysSo() {
        told("a", 0.5, 0, 100);
        recalibration.learn();

        assertThat(recalibration.of(0, 1)).isZero();
        assertThat(recalibration.of(1, 1)).isEqualTo(1);
    }

    @Test
    void whatNobodyActsOnWasNotTold() {
        told("undeclared", 0.02, 100, 0);
        recalibration.add("a", Double.NaN, Double.NaN, true, 1);
        recalibration.learn();

        assertThat(recalibration.of(0.5, 1)).isEqualTo(0.5, offset(1e-12));
    }

    @Test
    void whateverCameOfThemLikelierStaysLikelierAndChancesStayChances() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Recalibration any = new Recalibration();
            int outcomes = random.nextInt(300);
            double bias = random.nextDouble();
            for (int i = 0; i < outcomes; i++) {
                double chance = random.nextDouble() * 1.2;
                boolean upsideDown = random.nextDouble() < bias;
                any.add(
                        "a" + random.nextInt(20),
                        chance,
                        random.nextDouble(),
                        upsideDown == chance < 0.5,
                        random.nextDouble(1e-9, 1));
            }
            any.learn();

            double last = 0;
            double declared = random.nextDouble();
            for (double told = 0.001; told < 1; told += 0.001) {
                assertThat(any.of(told, declared))
                        .as("seed %d, %.3f", seed, told)
                        .isGreaterThan(last)
                        .isLessThan(1);
                last = any.of(told, declared);
            }
        }
    }
}
