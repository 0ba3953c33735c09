package io.selfheal.benchmarks;

import com.amazon.randomcutforest.RandomCutForest;
import io.selfheal.detect.Surprise;
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

/** One point of a noisy daily wave, at a step of five minutes: scored, then learnt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SurpriseBenchmark {
    private static final int POINTS = 1 << 15;
    private static final long STEP = 300_000;
    private static final double DAY = 86_400_000.0;

    private final double[] wave = new double[POINTS];
    private final double[] point = new double[1];
    private Surprise surprise;
    private RandomCutForest forest;
    private long next;

    /** Fills both with a full wave. */
    @Setup
    public void build() {
        Random random = new Random(1);
        for (int i = 0; i < POINTS; i++) {
            wave[i] = 100 + 40 * Math.sin(2 * Math.PI * i * STEP / DAY) + 5 * random.nextGaussian();
        }
        surprise = new Surprise();
        forest = RandomCutForest.builder()
                .dimensions(8)
                .shingleSize(8)
                .internalShinglingEnabled(true)
                .randomSeed(1)
                .build();
        for (int i = 0; i < 4_000; i++) {
            surprise();
            next--;
            randomCutForest();
        }
    }

    /** Ours. */
    @Benchmark
    public double surprise() {
        long i = next++;
        return surprise.score(i * STEP, wave[(int) (i % POINTS)]);
    }

    /** AWS's random cut forest with its defaults, 50 trees of 256 samples, and a shingle of 8. */
    @Benchmark
    public double randomCutForest() {
        point[0] = wave[(int) (next++ % POINTS)];
        double score = forest.getAnomalyScore(point);
        forest.update(point);
        return score;
    }
}
