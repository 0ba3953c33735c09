package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Replay;
import io.selfheal.Replayed;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs the engine through many random days, and holds what is promised of it against each of them. */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
    /** Replaying costs as much as living. */
    private static final int REPLAYED = 4;

    private static final long ONLY = Long.getLong("simulation.seed", -1);

    @Test
    void noRandomDayBreaksAPromiseAndEachReplaysToTheSameDecisions() {
        LongStream seeds = ONLY >= 0 ? LongStream.of(ONLY) : LongStream.range(0, SEEDS);
        LongAdder started = new LongAdder();
        seeds.parallel().forEach(seed -> {
            try (SimulatedDay day = new SimulatedDay(seed)) {
                day.live();
                Promises.hold(day);
                if (day.repeatable() && seed % REPLAYED == 0) {
                    replaysTheSame(day);
                }
                started.add(day.starts());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (repeat with -Dsimulation.seed=" + seed + ")", e);
            }
        });
        assertThat(started.sum())
                .as("a simulation in which nothing happens proves nothing")
                .isPositive();
    }

    private static void replaysTheSame(SimulatedDay day) {
        Replay replay = day.replay();
        day.events().forEach(replay::next);
        Replayed replayed = replay.finish();
        for (Replayed.Turn turn : replayed.turns()) {
            assertThat(turn.same())
                    .as("at %s was %s, and would be %s", turn.time(), turn.was(), turn.would())
                    .isTrue();
        }
        assertThat(replayed.turned()).isPositive();
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
