package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Replay;
import io.selfheal.Replayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs the engine through many random days, and holds what is promised of it against each of them. */
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 1_000);
    /** Replaying costs as much as living. */
    private static final int REPLAYED = 4;

    private static final long ONLY = Long.getLong("simulation.seed", -1);

    @Test
    void noRandomDayBreaksAPromiseAndEachReplaysToTheSameDecisions() throws Exception {
        LongStream seeds = ONLY >= 0 ? LongStream.of(ONLY) : LongStream.range(0, SEEDS);
        LongAdder started = new LongAdder();
        atOnce(seeds, seed -> {
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

    /** On twice as many threads as there are cores: a day waits, now and then, for an action that takes its time. */
    private static void atOnce(LongStream seeds, LongConsumer live) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2 * Runtime.getRuntime().availableProcessors());
        try {
            pool.submit(() -> seeds.parallel().forEach(live)).get();
        } finally {
            pool.shutdownNow();
        }
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
