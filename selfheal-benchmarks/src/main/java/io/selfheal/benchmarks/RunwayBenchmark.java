package io.selfheal.benchmarks;

import io.selfheal.benchmarks.Trace.Kind;
import io.selfheal.detect.Forecast;
import io.selfheal.detect.Runway;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A point of the forecast protocol, at a step of a minute: taken in; and with its share of a forecast every ten minutes. The
 * series of a kind come one after another, each from its first point to its last, to a watch that has seen none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RunwayBenchmark {
    private static final int SERIES = 40;
    private static final int LOOK = 10;

    /** What the series do. */
    @Param({"LINEAR", "ACCELERATING", "BURSTY", "BY_LOAD", "FLAT", "WARM_UP", "STEP", "ROTATION", "SLOW_WAVE"})
    public String kind = "LINEAR";

    private final Trace[] traces = new Trace[SERIES];
    private int trace;
    private int next;
    private Runway runway = Runway.toward(Traces.CAPACITY);

    /** As many of a kind as the protocol has. */
    @Setup
    public void build() {
        Traces source = new Traces(1, 1);
        for (int i = 0; i < SERIES; i++) {
            traces[i] = source.trace(Kind.valueOf(kind));
        }
    }

    /** Taken in. */
    @Benchmark
    @OperationsPerInvocation(LOOK)
    public Runway add() {
        if (next + LOOK > traces[trace].length()) {
            trace = (trace + 1) % SERIES;
            next = 0;
            runway = Runway.toward(Traces.CAPACITY);
        }
        Trace of = traces[trace];
        for (int i = 0; i < LOOK; i++, next++) {
            runway.add(of.millis(next), of.values()[next]);
        }
        return runway;
    }

    /** With a tenth of a forecast. */
    @Benchmark
    @OperationsPerInvocation(LOOK)
    public Optional<Forecast> addAndForecast() {
        return add().forecast();
    }
}
