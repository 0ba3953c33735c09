package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loop turns as often as its probes want it to, within bounds, unless the host says how often. */
class PaceTest {
    private static Sensor every(long millis) {
        Duration interval = Duration.ofMillis(millis);
        Probe probe = Probe.gauge("queued", () -> 1).every(interval);
        return new Sensor(probe, "p", "orders", interval, Duration.ofSeconds(1), true);
    }

    @ParameterizedTest
    @CsvSource({"250, 1000, 250", "400, 60000, 400", "10, 1000, 250", "1000, 5000, 1000", "30000, 60000, 1000"})
    void theQuickestProbeSetsThePaceBetweenFourTurnsASecondAndOne(long first, long second, long pace) {
        assertThat(Pace.of(null, List.of(every(first), every(second)))).isEqualTo(Duration.ofMillis(pace));
    }

    @Test
    void withoutProbesItTurnsOnceASecondAndTheHostsWordCounts() {
        assertThat(Pace.of(null, List.of())).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.of(Duration.ofSeconds(20), List.of(every(250)))).isEqualTo(Duration.ofSeconds(20));
        assertThat(Pace.period(null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.period(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aSecondWithoutATurnIsNoHoleBecauseAProbeIsQuick() {
        List<HealingEvent> events = new ArrayList<>();
        Bench bench = Bench.of(b -> b.probe(Probe.of("quick", List::of).every(Duration.ofMillis(250)))
                .listener(events::add));
        bench.seconds(30);

        assertThat(events).noneMatch(HealingEvent.LoopDelayed.class::isInstance);
    }
}
