package io.selfheal.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialTest {
    /** None seen: 1 − 0.05^(1/n), which the rule of three comes close to. */
    @Test
    void ofNoneSeenTheBoundIsAboutThreeOverTheCount() {
        for (int of : new int[] {1, 10, 300, 3_000}) {
            assertThat(Binomial.upper(0, of)).isCloseTo(1 - Math.pow(0.05, 1.0 / of), within(1e-9));
        }
        assertThat(Binomial.upper(0, 300)).isCloseTo(3.0 / 300, within(1e-4));
    }

    /** The 0.95 quantiles of Beta(seen + 1, of − seen), from published tables of the two-sided 90 % interval. */
    @Test
    void theBoundIsThatOfClopperAndPearson() {
        assertThat(Binomial.upper(1, 10)).isCloseTo(0.394163, within(1e-5));
        assertThat(Binomial.upper(2, 10)).isCloseTo(0.506901, within(1e-5));
        assertThat(Binomial.upper(5, 10)).isCloseTo(0.777559, within(1e-5));
        assertThat(Binomial.upper(9, 10)).isCloseTo(0.994884, within(1e-5));
    }

    @Test
    void whatWasAlwaysSeenMayBeCertain() {
        assertThat(Binomial.upper(10, 10)).isEqualTo(1);
        assertThat(Binomial.upper(0, 0)).isEqualTo(1);
    }

    @Test
    void manyTermsDoNotUnderflow() {
        assertThat(Binomial.upper(5_000, 10_000)).isBetween(0.5, 0.51);
    }

    @Test
    void moreSeenThanThereWereIsRefused() {
        assertThatThrownBy(() -> Binomial.upper(3, 2)).hasMessage("3 of 2 cannot have been seen");
    }
}
