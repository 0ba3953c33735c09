package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** How an adviser's word gains weight, and loses it. */
class TrustTest {
    private final Trust trust = new Trust();

    private void learn(int outcomes, double engine, double advised, boolean healed) {
        for (int i = 0; i < outcomes; i++) {
            trust.learn("model", engine, advised, healed);
        }
    }

    @Test
    void anAdviserBeginsAtATenth() {
        assertThat(trust.of("model")).isCloseTo(0.08, within(0.03));
    }

    @Test
    void beingRightWhereTheEngineIsUnsureEarnsWeightAndNeverMoreThanAHalf() {
        learn(4, 0.5, 0.9, true);
        assertThat(trust.of("model")).isBetween(0.1, Trust.EARNED);
        learn(11, 0.5, 0.9, true);
        assertThat(trust.of("model")).isGreaterThan(Trust.EARNED);
        learn(10_000, 0.5, 0.9, true);
        assertThat(trust.of("model")).isBetween(0.4, 0.5);
    }

    @Test
    void doubtingWhatThenDoesNotHelpEarnsWeightToo() {
        learn(20, 0.5, 0.05, false);
        assertThat(trust.of("model")).isGreaterThan(Trust.EARNED);
    }

    @Test
    void beingWrongTakesNearlyAllOfIt() {
        learn(20, 0.5, 0.95, false);
        assertThat(trust.of("model")).isLessThan(0.05);
    }

    @Test
    void agreeingWithTheEngineEarnsLittle() {
        learn(5, 0.95, 0.95, true);
        assertThat(trust.of("model")).isLessThan(0.12);
    }

    @Test
    void whatWasEarnedIsLostFasterThanItWasEarnedOnceItIsWrong() {
        learn(20, 0.5, 0.9, true);
        learn(20, 0.5, 0.9, false);
        assertThat(trust.of("model")).isLessThan(0.1);
    }

    @Test
    void anotherAdviserBeginsAnew() {
        learn(20, 0.5, 0.9, true);
        double fresh = new Trust().of("other");
        assertThat(trust.of("other")).isEqualTo(fresh);
        trust.learn("other", 0.5, 0.5, true);
        assertThat(trust.of("model")).isEqualTo(fresh);
    }

    @Test
    void certaintyOfEitherSideIsBounded() {
        learn(50, 1, 0, true);
        learn(50, 0, 1, false);
        assertThat(trust.of("model")).isBetween(0.0, 0.5);
    }
}
