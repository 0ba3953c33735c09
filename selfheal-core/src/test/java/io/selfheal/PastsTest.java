package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is usual for a gauge, and what it is now. */
class PastsTest {
    private final Pasts pasts = new Pasts();
    private final Readings readings = new Readings();
    private long second;

    private void passes(Duration duration, double value, boolean trouble) {
        passes(duration, value, trouble, false);
    }

    private void passes(Duration duration, double value, boolean trouble, boolean resumed) {
        for (long end = second + duration.toSeconds(); second < end; second++) {
            long now = second * 1_000_000_000L;
            readings.put(
                    java.util.List.of(Gauge.of("a.seconds", value), Gauge.of("b.seconds", 1)),
                    new Snapshot.Source("probe", "shop", Long.MAX_VALUE),
                    now);
            pasts.look(
                    readings.snapshot(Instant.EPOCH.plusSeconds(second), now, resumed), trouble, "a.seconds"::equals);
        }
    }

    private Past past() {
        return Objects.requireNonNull(pasts.view().get("a.seconds"));
    }

    @Test
    void theLastMinuteIsNowAndTheHalfHourBeforeIsUsual() {
        passes(Duration.ofMinutes(10), 1, false);
        passes(Duration.ofMinutes(1), 5, false);

        assertThat(pasts.view()).containsOnlyKeys("a.seconds");
        assertThat(past().component()).isEqualTo("shop");
        assertThat(past().median()).isEqualTo(1);
        assertThat(past().spread()).isZero();
        assertThat(past().now()).isEqualTo(5);
        assertThat(past().count()).isEqualTo(60);
        passes(Duration.ofHours(1), 5, false);
        assertThat(past().median()).isEqualTo(5);
        assertThat(past().count()).isEqualTo(180);
    }

    @Test
    void troubleDoesNotBecomeUsualForAnHour() {
        passes(Duration.ofMinutes(10), 1, false);
        passes(Duration.ofMinutes(50), 5, true);
        assertThat(past().median()).isEqualTo(1);
        assertThat(past().now()).isEqualTo(5);

        passes(Duration.ofMinutes(90), 5, true);
        assertThat(past().median())
                .as("what lasts longer is how things are now")
                .isEqualTo(5);
    }

    @Test
    void whatWasSeenBeforeAHoleInTimeIsNotNow() {
        passes(Duration.ofMinutes(10), 1, false);
        passes(Duration.ofSeconds(1), 7, false, true);

        assertThat(past().now()).isEqualTo(7);
        assertThat(past().median()).isEqualTo(1);
    }

    @Test
    void whatIsNotANumberIsLeftOut() {
        passes(Duration.ofMinutes(5), Double.NaN, false);

        assertThat(past().count()).isZero();
        assertThat(past().median()).isNaN();
        assertThat(past().now()).isNaN();
    }
}
