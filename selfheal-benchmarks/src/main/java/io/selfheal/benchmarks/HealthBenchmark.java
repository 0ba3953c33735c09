package io.selfheal.benchmarks;

import io.selfheal.SelfHealing;
import io.selfheal.http.HealthEndpoint;
import java.time.Instant;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A turn with every plugin that is on the class path, OSHI's among them, and the answer that is rendered after it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HealthBenchmark {
    private long nanos;
    private SelfHealing healing;
    private HealthEndpoint endpoint;

    /** Builds the loop, on a clock that a turn moves by its period. */
    @Setup
    public void build() {
        healing = SelfHealing.builder()
                .time(() -> Instant.EPOCH.plusNanos(nanos), () -> nanos)
                .executor(Runnable::run)
                .build();
        endpoint = HealthEndpoint.of(healing);
        turn();
    }

    /** A turn a second, its samples included. */
    @Benchmark
    public void turn() {
        nanos += 1_000_000_000L;
        healing.loop().runOnce();
    }

    /** The same, and the first answer after it, which has to be rendered. */
    @Benchmark
    public Object turnAndHealth() {
        turn();
        return endpoint.answer("/health");
    }

    /** An answer that was rendered before. */
    @Benchmark
    public Object health() {
        return endpoint.answer("/health");
    }

    /** Ends it. */
    @TearDown
    public void close() {
        healing.close();
    }
}
