package io.selfheal.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void whatRecoversWhereNothingDoesNotIsAcceptable() {
        assertThat(Label.of(after(100, true), after(900, false))).isEqualTo(Label.ACCEPTABLE);
    }

    @Test
    void whatRecoversNoBetterThanByItselfIsNeutral() {
        assertThat(Label.of(after(100, true), after(100, true))).isEqualTo(Label.NEUTRAL);
        assertThat(Label.of(after(0, true), after(0, true))).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void twoInAHundredAreNoise() {
        assertThat(Label.of(after(20, true), after(0, true))).isEqualTo(Label.NEUTRAL);
        assertThat(Label.of(after(0, true), after(20, true))).isEqualTo(Label.NEUTRAL);
        assertThat(Label.of(after(50, true), after(0, true))).isEqualTo(Label.FORBIDDEN);
        assertThat(Label.of(after(0, true), after(50, true))).isEqualTo(Label.ACCEPTABLE);
    }

    @Test
    void ofFewRequestsMoreIsNoise() {
        Effect four = new Effect(10, 4, 10, 4, false, false, false);
        Effect two = new Effect(10, 2, 10, 2, false, false, false);
        assertThat(Label.of(four, two)).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void whatHarmsMoreThanItHelpsIsForbiddenEvenIfItRecovers() {
        assertThat(Label.of(after(800, true), after(300, false))).isEqualTo(Label.FORBIDDEN);
    }

    @Test
    void whatKillsTheProcessIsForbiddenUnlessItDiesAnyway() {
        assertThat(Label.of(dead(100), after(100, false))).isEqualTo(Label.FORBIDDEN);
        assertThat(Label.of(dead(100), dead(100))).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void whatDoesNotHelpIsNeutral() {
        assertThat(Label.of(after(900, false), after(900, false))).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void whatCameBackAfterItWasHealedIsRelievedAndNotRecovered() {
        Effect back = new Effect(1_000, 0, 200, 0, false, false, true);

        assertThat(Label.of(back, after(900, false))).isEqualTo(Label.NEUTRAL);
        assertThat(Label.ofRelief(back, after(900, false))).isEqualTo(Label.ACCEPTABLE);
        assertThat(Label.ofRelief(new Effect(1_000, 0, 200, 5, false, false, true), after(900, false)))
                .as("but not where customers still wait in the end")
                .isEqualTo(Label.NEUTRAL);
        assertThat(Label.ofRelief(back, after(0, true))).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void theSymptomHasToBeGoneAndCustomersServed() {
        assertThat(new Effect(1_000, 10, 100, 0, true, false, false).recovered())
                .isTrue();
        assertThat(new Effect(1_000, 10, 100, 2, true, false, false).recovered())
                .isTrue();
        assertThat(new Effect(1_000, 10, 100, 3, true, false, false).recovered())
                .isFalse();
        assertThat(new Effect(1_000, 10, 100, 0, false, false, false).recovered())
                .isFalse();
        assertThat(new Effect(0, 0, 0, 0, true, false, false).recovered()).isFalse();
    }

    /** 1,000 requests, so many bad ones; all is well at the end, or not. */
    private static Effect after(int bad, boolean recovered) {
        return new Effect(1_000, bad, 200, recovered ? 0 : 200, recovered, false, false);
    }

    private static Effect dead(int bad) {
        return new Effect(1_000, bad, 200, 0, true, true, false);
    }
}
