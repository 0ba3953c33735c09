package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustTest {
    private final Trust trust = new Trust();

    private record Seen(double declared, double successes, double failures) implements Trust.Outcomes {}

    @Test
    void withoutOutcomesWhatIsDeclaredHolds() {
        trust.learn(List.of(new Seen(0.8, 0, 0)));

        assertThat(trust.of(0.8)).isEqualTo(0.8, offset(1e-12));
    }

    @Test
    void whatCameTrueAsOftenAsDeclaredChangesNothing() {
        trust.learn(List.of(new Seen(0.8, 80, 20), new Seen(0.1, 10, 90)));

        assertThat(trust.of(0.5)).isEqualTo(0.5, offset(1e-6));
    }

    @Test
    void whatManyCuresWereOffByIsWhatTheRestIsHeldToBeOffBy() {
        Seen fourTimesTheOdds = new Seen(0.5, 80, 20);
        trust.learn(Collections.nCopies(1_000, fourTimesTheOdds));

        assertThat(trust.of(0.2)).as("odds of a quarter, four times").isEqualTo(0.5, offset(0.001));
    }

    @Test
    void aFewOutcomesShiftThemALittle() {
        trust.learn(List.of(new Seen(0.8, 4, 0)));

        assertThat(trust.of(0.8)).isBetween(0.81, 0.88);
    }

    @Test
    void oneCureHoweverOftenItFailsDoesNotDiscreditTheOthers() {
        trust.learn(List.of(new Seen(0.8, 0, 1_000)));

        assertThat(trust.of(0.9)).isGreaterThan(0.6);
    }

    @Test
    void aThousandCuresAlikeMakeNothingCertain() {
        trust.learn(Collections.nCopies(1_000, new Seen(0.8, 10, 0)));
        assertThat(trust.of(0.8)).isBetween(0.98, 0.9999);

        Trust none = new Trust();
        none.learn(Collections.nCopies(1_000, new Seen(0.8, 0, 10)));
        assertThat(none.of(0.8)).isBetween(0.0001, 0.03);
    }

    @Test
    void whatIsDeclaredToBeCertainStaysSo() {
        trust.learn(List.of(new Seen(0.5, 0, 100)));

        assertThat(trust.of(0)).isZero();
        assertThat(trust.of(1)).isEqualTo(1);
    }
}
