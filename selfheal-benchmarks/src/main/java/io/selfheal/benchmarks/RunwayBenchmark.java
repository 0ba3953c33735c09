package io.selfheal.benchmarks;

import io.selfheal.detect.Runway;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One point of a leak under a sawtooth, at a step of a minute: taken in; and with a forecast asked for every ten minutes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RunwayBenchmark {
    private static final int POINTS = 1 << 15;
    private static final long STEP = Duration.ofMinutes(1).toMillis();
    private static final int LOOK = 10;

    private final double[] level = new double[POINTS];
    private Runway runway = Runway.toward(100);
    private long next;

    /** Three weeks that begin at 20 and end at 60. */
    @Setup
    public void build() {
        Random random = new Random(1);
        for (int i = 0; i < POINTS; i++) {
            level[i] = 20 + 40.0 * i / POINTS + 15.0 * (i % 47) / 47 + random.nextGaussian();
        }
        for (int i = 0; i < POINTS / 2; i++) {
            add();
        }
    }

    /** Taken in. */
    @Benchmark
    public void add() {
        long i = next++;
        int at = (int) (i % POINTS);
        if (at == 0) {
            runway = Runway.toward(100);
        }
        runway.add(i * STEP, level[at]);
    }

    /** With a tenth of a forecast. */
    @Benchmark
    public void addAndForecast(Blackhole seen) {
        add();
        if (next % LOOK == 0) {
            Optional<?> forecast = runway.forecast();
            seen.consume(forecast);
        }
    }
}
