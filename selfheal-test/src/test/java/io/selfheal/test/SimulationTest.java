package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs the engine through many random days, and holds what is promised of it against each of them. */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 1_000);
    private static final long ONLY = Long.getLong("simulation.seed", -1);

    @Test
    void noRandomDayBreaksAPromise() {
        LongStream seeds = ONLY >= 0 ? LongStream.of(ONLY) : LongStream.range(0, SEEDS);
        long[] started = {0};
        seeds.forEach(seed -> {
            try (SimulatedDay day = new SimulatedDay(seed)) {
                day.live();
                Promises.hold(day);
                started[0] += day.starts();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (repeat with -Dsimulation.seed=" + seed + ")", e);
            }
        });
        assertThat(started[0])
                .as("a simulation in which nothing happens proves nothing")
                .isPositive();
    }

    @Test
    void theSameSeedGivesTheSameEvents() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(events(seed)).as("seed %s", seed).isEqualTo(events(seed));
        }
    }

    private static Object events(long seed) {
        try (SimulatedDay day = new SimulatedDay(seed)) {
            day.live();
            return day.events();
        }
    }
}
