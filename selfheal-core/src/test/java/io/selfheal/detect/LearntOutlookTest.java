package io.selfheal.detect;

import static io.selfheal.Outlook.From.BELOW;
import static io.selfheal.Outlook.From.WHERE_IT_IS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Exhaustion;
import io.selfheal.Gauge;
import io.selfheal.Intervention;
import io.selfheal.Moment;
import io.selfheal.Snapshot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A heap of 100 that fills by one an hour, on its own or after something was done to it. */
class LearntOutlookTest {
    private static final double HOUR = 3_600;

    private final LearntOutlook outlook = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
    private double value = 48;
    private long second;
    private long jump;

    @Test
    void aSteadyGrowthIsForeseenFromItsOwnPast() {
        hours(24, 1);
        double left = outlook.left(snapshot());

        assertThat(left / HOUR).isBetween(24.0, 32.0);
        Exhaustion found = outlook.exhaustion().orElseThrow();
        assertThat(found.perHour()).isBetween(0.85, 1.15);
        assertThat(found.soonest()).isLessThanOrEqualTo(found.likely());
        assertThat(found.latest()).isGreaterThanOrEqualTo(found.likely());
        assertThat(found.component()).isEqualTo("orders");
        assertThat(found.assumed()).isFalse();
    }

    @Test
    void aForecastGetsShorterWhileNoOtherSampleComes() {
        hours(24, 1);
        double before = outlook.left(snapshot());
        Snapshot sample = snapshot();
        second += 7_200;
        assertThat(outlook.left(
                        Snapshot.of(time(), second * 1_000_000_000L, "orders").and(sample)))
                .isCloseTo(before - 7_200, within(1.0));
        assertThat(outlook.exhaustion().orElseThrow().time()).isEqualTo(time());
    }

    @Test
    void aForecastEndsWithItsGauge() {
        hours(24, 1);
        outlook.left(snapshot());
        assertThat(outlook.exhaustion()).isPresent();
        Snapshot stale = new Moment(time(), second * 1_000_000_000L)
                .stale("orders", Gauge.of("heap.bytes", value))
                .snapshot();
        outlook.see(stale);
        assertThat(outlook.exhaustion()).isEmpty();
    }

    @Test
    void nothingInSightIsOnlySaidOnceItWasWatchedForAWhile() {
        hours(1.9, 0);
        assertThat(outlook.left(snapshot())).isNaN();
        hours(0.3, 0);
        assertThat(outlook.left(snapshot())).isInfinite();
    }

    @Test
    void anActionThatFreedSpaceHasBoughtTheTimeInWhichItIsUsedUpAtThePaceOfBefore() {
        hours(24, 1);
        assertThat(outlook.left(snapshot()) / HOUR).isBetween(24.0, 32.0);
        outlook.rebase(Intervention.BEGUN);
        value = 20;
        seconds(30);

        assertThat(outlook.left(snapshot()) / HOUR).isBetween(70.0, 95.0);
        Exhaustion found = outlook.exhaustion().orElseThrow();
        assertThat(found.assumed()).isTrue();
        assertThat(found.shown()).matches("grew \\S+ B/h before an action, full in \\d\\.?\\d* days at that pace");
        outlook.rebase(Intervention.SETTLED);
        seconds(60);
        assertThat(outlook.left(snapshot()) / HOUR).isBetween(70.0, 95.0);
    }

    @Test
    void theDropItselfIsNoTrendAndTheFormerOneIsForgotten() {
        hours(24, 1);
        outlook.left(snapshot());
        act(20);
        hours(12, 0);
        assertThat(outlook.left(snapshot())).isInfinite();
        assertThat(outlook.exhaustion()).isEmpty();
    }

    @Test
    void growthThatGoesOnAfterwardsIsForeseenAnew() {
        hours(24, 1);
        outlook.left(snapshot());
        act(20);
        hours(24, 2);
        double left = outlook.left(snapshot());
        assertThat(outlook.assumed()).isFalse();
        assertThat(left / HOUR).isBetween(13.0, 19.0);
    }

    @Test
    void anActionThatLeftTheGaugeWhereItWasHeadedLeavesItsTrend() {
        hours(24, 1);
        double before = outlook.left(snapshot());
        outlook.rebase(Intervention.BEGUN);
        hours(0.05, 1);
        outlook.rebase(Intervention.SETTLED);
        hours(0.05, 1);
        assertThat(outlook.left(snapshot())).isCloseTo(before, org.assertj.core.data.Percentage.withPercentage(5));
        assertThat(outlook.assumed()).isFalse();
    }

    @Test
    void anActionThatPushedItTowardItsLimitIsNoTrendEither() {
        hours(12, 0);
        act(80);
        hours(3, 0);
        assertThat(outlook.left(snapshot())).isInfinite();
    }

    @Test
    void ofAnotherVersionNothingIsKnown() {
        hours(24, 1);
        outlook.left(snapshot());
        outlook.rebase(Intervention.DEPLOYED);
        assertThat(outlook.left(snapshot())).isNaN();
        assertThat(outlook.exhaustion()).isEmpty();
        assertThat(outlook.state()).isEmpty();
    }

    @Test
    void whatWasLearntSurvivesARestart() {
        hours(24, 1);
        double before = outlook.left(snapshot());
        LearntOutlook after = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
        after.restore("orders", outlook.state());
        second += 300;
        for (int i = 0; i < 2; i++) {
            second += 60;
            after.see(snapshot());
        }
        assertThat(after.left(snapshot())).isCloseTo(before, org.assertj.core.data.Percentage.withPercentage(10));
        assertThat(after.component()).isEqualTo("orders");
    }

    @Test
    void afterAHoleThatMayHideATrendThatNothingIsInSightSaysNothing() {
        hours(8, 3);
        assertThat(outlook.left(snapshot()) / HOUR).isBetween(7.0, 12.0);
        LearntOutlook after = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
        after.restore("orders", outlook.state());
        second += 7 * 3_600;
        value += 7 * 3;
        for (int i = 0; i < 100; i++) {
            value += 3.0 / 60;
            minute(outlook, after);
            assertThat(outlook.left(snapshot())).as("minute %s of an outage", i).isNotInfinite();
            assertThat(after.left(snapshot())).as("minute %s of a restart", i).isNotInfinite();
        }
    }

    @Test
    void afterAHoleInWhichNoTrendHidesItIsKnownAsBefore() {
        hours(8, 0);
        LearntOutlook after = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
        after.restore("orders", outlook.state());
        assertThat(after.left(snapshot())).as("before anything was seen").isNaN();
        second += 300;
        for (int i = 0; i < 3; i++) {
            minute(outlook, after);
        }
        assertThat(outlook.left(snapshot())).isInfinite();
        assertThat(after.left(snapshot())).isInfinite();
    }

    @Test
    void whatIsSampledSeldomHasNoHoles() {
        for (int i = 0; i < 8; i++) {
            seconds(3 * 3_600 + i);
        }
        assertThat(outlook.left(snapshot())).isInfinite();
    }

    @Test
    void aClockThatWasSetBackBeforeARestartLeavesItKnowable() {
        hours(8, 0);
        LearntOutlook after = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
        after.restore("orders", outlook.state());
        jump = -86_400;
        for (int i = 0; i < 150; i++) {
            minute(after);
        }
        assertThat(after.left(snapshot())).isInfinite();
    }

    @Test
    void whereItComesFromIsToldAndAStateThatSaysOtherwiseIsOfSomethingElse() {
        LearntOutlook told = outlook;
        LearntOutlook untold = new LearntOutlook("heap.bytes", 100, WHERE_IT_IS, Duration.ofHours(48));
        value = 110;
        for (int i = 0; i < 20; i++) {
            minute(told, untold);
        }
        assertThat(told.left(snapshot())).as("beyond it").isZero();
        value = 50;
        LearntOutlook after = new LearntOutlook("heap.bytes", 100, BELOW, Duration.ofHours(48));
        after.restore("orders", untold.state());
        for (int i = 0; i < 150; i++) {
            minute(told, untold, after);
        }
        assertThat(told.left(snapshot())).isInfinite();
        assertThat(after.left(snapshot())).isInfinite();
        assertThat(untold.left(snapshot())).as("it came from above").isZero();
        untold.rebase(Intervention.DEPLOYED);
        for (int i = 0; i < 150; i++) {
            minute(untold);
        }
        assertThat(untold.left(snapshot())).isInfinite();
    }

    private void minute(LearntOutlook... outlooks) {
        second += 60;
        for (LearntOutlook one : outlooks) {
            one.see(snapshot());
        }
    }

    @Test
    void aStateThatIsNoneIsRefusedAndChangesNothing() {
        hours(24, 1);
        double before = outlook.left(snapshot());
        byte[] state = outlook.state();
        state[0]++;
        assertThatThrownBy(() -> outlook.restore("orders", state)).hasMessageContaining("start the series anew");
        assertThatThrownBy(() -> outlook.restore("orders", new byte[0])).hasMessageContaining("start the series anew");
        assertThatThrownBy(() -> new LearntOutlook("heap.bytes", 200, BELOW, Duration.ofHours(48))
                        .restore("orders", outlook.state()))
                .hasMessageContaining("another limit");
        assertThat(outlook.left(snapshot())).isEqualTo(before);
    }

    @Test
    void whatWasSeenBeforeAnOutageOfItsProbeIsNotOfTheTimeAfterIt() {
        hours(12, 0);
        value = 20;
        seconds(10);
        seconds(10); // in the middle of a minute
        value = 101;
        seconds(6 * 3_600);
        for (int i = 0; i < 9; i++) {
            seconds(60);
        }
        assertThat(outlook.left(snapshot())).as("ten minutes beyond it").isZero();
    }

    @Test
    void aWallClockThatJumpsIsNoTrend() {
        hours(12, 0.5);
        double before = outlook.left(snapshot());
        jump = -86_400;
        hours(1, 0.5);
        jump = 86_400;
        hours(1, 0.5);
        assertThat(outlook.left(snapshot())).isCloseTo(before, org.assertj.core.data.Percentage.withPercentage(15));
    }

    private void act(double to) {
        outlook.rebase(Intervention.BEGUN);
        value = to;
        seconds(30);
        outlook.rebase(Intervention.SETTLED);
    }

    private void hours(double hours, double growth) {
        for (int i = 0; i < hours * 360; i++) {
            value += growth / 360;
            seconds(10);
        }
    }

    private void seconds(long more) {
        second += more;
        outlook.see(snapshot());
    }

    private Snapshot snapshot() {
        return Snapshot.of(time(), second * 1_000_000_000L, "orders", Gauge.of("heap.bytes", value));
    }

    private Instant time() {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second + jump);
    }
}
