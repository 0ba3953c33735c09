package io.selfheal.benchmarks;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.SelfHealing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One turn of a healthy loop with as many rules as gauges, every gauge sampled anew; a sample has 1,000 of them at most. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TurnBenchmark {
    /** Gauges, and rules. */
    @Param({"10", "1000", "10000"})
    public int gauges;

    private long nanos;
    private SelfHealing healing;

    /** Builds the loop, on a clock that a turn moves by its period. */
    @Setup
    public void build() {
        SelfHealing.Builder builder = SelfHealing.builder()
                .withoutDiscovery()
                .time(() -> Instant.EPOCH.plusNanos(nanos), () -> nanos)
                .executor(Runnable::run);
        for (int from = 0; from < gauges; from += 1_000) {
            List<Metric> metrics = new ArrayList<>();
            for (int i = from; i < Math.min(gauges, from + 1_000); i++) {
                metrics.add(Gauge.of("metric." + i + ".ratio", 0.5));
                builder.rule(when("metric." + i + ".ratio").above(0.9).lasting(Duration.ofSeconds(30)));
            }
            builder.probe(Probe.of("probe-" + from, () -> metrics));
        }
        healing = builder.build();
    }

    /** A turn a second. */
    @Benchmark
    public void turn() {
        nanos += 1_000_000_000L;
        healing.loop().runOnce();
    }

    /** Ends it. */
    @TearDown
    public void close() {
        healing.close();
    }
}
