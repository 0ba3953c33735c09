package io.selfheal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Exhaustion;
import io.selfheal.Gauge;
import io.selfheal.Intervention;
import io.selfheal.Moment;
import io.selfheal.Outlook;
import io.selfheal.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three looks in a row, told apart from what the outlook itself finds. */
class ApproachTest {
    private static final double HOUR = 3_600;
    private static final Duration DAY = Duration.ofHours(24);

    private final Scripted outlook = new Scripted();
    private final Approach approach = new Approach(outlook, DAY, 36 * HOUR);
    private long minute;

    @Test
    void threeLooksInARowAgreeOnTheLongest() {
        assertThat(take(20)).isNaN();
        minute += 10;
        assertThat(take(23)).isNaN();
        minute += 10;
        assertThat(take(22)).isEqualTo(23 * HOUR);
    }

    @Test
    void anotherLookIsDueAfterTenMinutesAndNotBefore() {
        take(20);
        for (int i = 0; i < 9; i++) {
            minute++;
            take(1);
        }
        assertThat(outlook.asked).isEqualTo(1);
        minute++;
        take(1);
        assertThat(outlook.asked).isEqualTo(2);
    }

    @Test
    void threeLooksAtOneSampleAreOne() {
        Snapshot sample = snapshot();
        outlook.left = 20 * HOUR;
        for (int i = 0; i < 6; i++) {
            assertThat(approach.take(Snapshot.of(time(), nanos(), "orders").and(sample)))
                    .isNaN();
            minute += 10;
        }
        assertThat(take(20)).isNaN();
        minute += 10;
        assertThat(take(20)).isEqualTo(20 * HOUR);
    }

    @Test
    void oneLookThatSeesNoEndBreaksTheRow() {
        looks(false, 20, 20, Double.POSITIVE_INFINITY, 20);
        assertThat(looks(false, 20)).isInfinite();
        assertThat(looks(false, 20)).isEqualTo(20 * HOUR);
    }

    @Test
    void oneThatCanSayNothingBeginsTheRowAnew() {
        looks(false, 20, 20, Double.NaN, 20);
        assertThat(looks(false, 20)).isNaN();
        assertThat(looks(false, 20)).isEqualTo(20 * HOUR);
    }

    @Test
    void whatIsRaisedClearsWhenThreeLooksInARowAreBeyondTheClearingLevel() {
        looks(false, 20, 20, 20);
        assertThat(looks(true, 40)).isEqualTo(36 * HOUR);
        assertThat(looks(true, 50)).isEqualTo(36 * HOUR);
        assertThat(looks(true, Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(looks(true, 30)).isEqualTo(30 * HOUR);
    }

    @Test
    void aMissingNumberSaysNothingAndBreaksNoRow() {
        looks(false, 20, 20);
        Snapshot stale = new Moment(time(), nanos())
                .stale("orders", Gauge.of("disk.free.bytes", 1))
                .snapshot();
        assertThat(approach.take(stale, false)).isNaN();
        assertThat(approach.take(stale, true)).isNaN();
        assertThat(looks(false, 20)).isEqualTo(20 * HOUR);
    }

    @Test
    void aLookThatWasMissedForTooLongBreaksIt() {
        looks(false, 20, 20);
        minute += 30;
        assertThat(looks(false, 20)).isNaN();
    }

    @Test
    void aHoleInTimeBreaksIt() {
        looks(false, 20, 20);
        Snapshot after = new Moment(time(), nanos())
                .resumed()
                .fresh("orders", Gauge.of("disk.free.bytes", 1))
                .snapshot();
        assertThat(approach.take(after, false)).isNaN();
        minute += 10;
        assertThat(looks(false, 20)).isNaN();
        assertThat(looks(false, 20)).isEqualTo(20 * HOUR);
    }

    @Test
    void atThePaceOfBeforeAnActionItClearsAtOnceAndRaisesNothing() {
        looks(false, 20, 20, 20);
        outlook.assumed = true;
        assertThat(take(10, false)).isNaN();
        assertThat(take(30, true)).isEqualTo(30 * HOUR);
        minute++;
        assertThat(take(60, true)).isEqualTo(60 * HOUR);
    }

    @Test
    void afterAnActionThatChangedNothingWhatIsRaisedStaysKnown() {
        looks(false, 20, 20, 20);
        outlook.assumed = true;
        take(20, true);
        outlook.assumed = false;
        minute++;
        assertThat(take(20, true)).isEqualTo(20 * HOUR);
    }

    @Test
    void ofALoopThatTurnsMoreSeldomThanALookIsDueThreeTurnsInARowAgree() {
        Approach hour = new Approach(outlook, Duration.ofHours(1), HOUR);
        outlook.left = 600;
        for (int i = 0; i < 2; i++) {
            assertThat(hour.take(snapshot(), false)).isNaN();
            minute++;
        }
        for (int i = 0; i < 5; i++) {
            assertThat(hour.take(snapshot(), false)).isEqualTo(600);
            minute++;
        }
    }

    @Test
    void anotherVersionClearsAtOnceAlsoWhileTheGaugeIsMissing() {
        looks(false, 20, 20, 20);
        outlook.renewed = true;
        Snapshot missing = Snapshot.of(time(), nanos(), "orders");
        assertThat(approach.take(missing, true)).isInfinite();
        assertThat(take(20)).isNaN();
        minute += 10;
        assertThat(looks(false, 20)).isNaN();
        assertThat(looks(false, 20)).isEqualTo(20 * HOUR);
    }

    @Test
    void aShorterHorizonIsLookedAtMoreOften() {
        Approach hour = new Approach(outlook, Duration.ofMinutes(72), HOUR);
        outlook.left = 600;
        for (int i = 0; i < 3; i++) {
            hour.take(snapshot(), false);
            minute++; // two looks are due in it
        }
        assertThat(outlook.asked).isEqualTo(3);
    }

    private double looks(boolean raised, double... hours) {
        double last = Double.NaN;
        for (double one : hours) {
            last = take(one, raised);
            minute += 10;
        }
        return last;
    }

    private double take(double hours) {
        return take(hours, false);
    }

    private double take(double hours, boolean raised) {
        outlook.left = hours * HOUR;
        return approach.take(snapshot(), raised);
    }

    private Snapshot snapshot() {
        return Snapshot.of(time(), nanos(), "orders", Gauge.of("disk.free.bytes", 1));
    }

    private Instant time() {
        return Instant.EPOCH.plusSeconds(60 * minute);
    }

    private long nanos() {
        return Duration.ofMinutes(minute).toNanos();
    }

    /** Finds what it is told to. */
    private static final class Scripted implements Outlook {
        private double left;
        private boolean assumed;
        private boolean renewed;
        private int asked;

        @Override
        public void see(Snapshot snapshot) {}

        @Override
        public double left(Snapshot snapshot) {
            asked++;
            return left;
        }

        @Override
        public boolean assumed() {
            return assumed;
        }

        @Override
        public boolean renewed() {
            boolean once = renewed;
            renewed = false;
            return once;
        }

        @Override
        public Optional<Exhaustion> exhaustion() {
            return Optional.empty();
        }

        @Override
        public String kind() {
            return "scripted";
        }

        @Override
        public String metric() {
            return "disk.free.bytes";
        }

        @Override
        public String component() {
            return "orders";
        }

        @Override
        public byte[] state() {
            return new byte[0];
        }

        @Override
        public void restore(String component, byte[] state) {}

        @Override
        public void rebase(Intervention intervention) {}
    }
}
