package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunwayTest {
    @Test
    void aLinearLeakIsSeenComing() {
        Runway runway = Runway.toward(100);
        for (int minute = 0; minute < 300; minute++) {
            runway.add(minute * 60_000L, 20 + minute * 0.1);
        }
        Forecast forecast = runway.forecast().orElseThrow();
        assertThat(forecast.likely().toMinutes()).isBetween(450L, 550L);
        assertThat(forecast.perHour()).isBetween(5.9, 6.1);
    }
}
