package io.selfheal.benchmarks;

import io.selfheal.Background;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import io.selfheal.Trial;
import io.selfheal.Verdict;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.openjdk.jmh.annotations.Warmup;

/** One decision by diagnosis with all that is known of the JVM: what is likely, what helps, and the reasons in words. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
    private static final List<String> ACTIONS = List.of(
            "trim-caches",
            "shed-load",
            "open-breaker",
            "break-deadlock",
            "reclaim-leases",
            "cancel-stuck",
            "grow-pool-orders",
            "delete-old-files",
            "close-idle-files",
            "drain",
            "graceful-restart");

    /** How many outcomes are remembered; a track record keeps 500 at most. */
    @Param({"0", "500"})
    public int outcomes;

    /** Gauges that nothing is known about, besides 22 that show signs. */
    @Param({"100"})
    public int others;

    private final Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());
    private Case about = about(List.of(), List.of());

    /** A full heap, of which a cache holds much, among gauges that say little. */
    @Setup
    public void build() {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            metrics.add(Gauge.of("other." + i + ".count", i));
        }
        List<Trial> trials = new ArrayList<>();
        List<String> causes = diagnosis.causes();
        for (int i = 0; i < outcomes; i++) {
            Verdict verdict = i % 3 == 0 ? Verdict.NO_EFFECT : Verdict.HEALED;
            trials.add(new Trial(
                    ACTIONS.get(i % ACTIONS.size()),
                    "heap-high",
                    "orders",
                    Map.of(causes.get(i % causes.size()), 0.7, causes.get((i + 1) % causes.size()), 0.2),
                    verdict,
                    Instant.EPOCH));
        }
        about = about(metrics, trials);
    }

    /** From the case to the decision. */
    @Benchmark
    public Decision decision() {
        return diagnosis.decide(about);
    }

    private static Case about(List<Metric> more, List<Trial> trials) {
        Metric heap = Gauge.of("jvm.heap.live.ratio", 0.97);
        List<Metric> metrics = new ArrayList<>(List.of(
                heap,
                Gauge.of("jvm.caches.heap.ratio", 0.55),
                Gauge.of("memory.used.ratio", 0.91),
                Gauge.of("cpu.used.ratio", 0.2),
                Gauge.of("process.cpu.used.ratio", 0.2),
                Gauge.of("jvm.gc.pause.ratio", 0.11),
                Gauge.of("jvm.gc.debt.seconds", 0.4),
                Gauge.of("jvm.container.used.ratio", 0.8),
                Gauge.of("jvm.memory.growth.heap.ratio", 0.6),
                Gauge.of("jvm.buffers.direct.used.ratio", 0.1),
                Gauge.of("jvm.metaspace.used.ratio", 0.4),
                Gauge.of("jvm.threads.spinning.count", 0),
                Gauge.of("jvm.threads.deadlocked.count", 0),
                Gauge.of("jvm.threads.blocked.ratio", 0.02),
                Gauge.of("jvm.threads.growth.count", 3),
                Gauge.of("jvm.tasks.exports.stuck.seconds", 0),
                Gauge.of("pool.orders.used.ratio", 0.3),
                Gauge.of("pool.orders.waiting.count", 0),
                Gauge.of("pool.orders.oldest.seconds", 0.1),
                Gauge.of("executor.web.oldest.seconds", 0.01),
                Gauge.of("jvm.files.used.ratio", 0.1),
                Gauge.of("jvm.disk.used.ratio", 0.5)));
        metrics.addAll(more);
        Symptom symptom = new Symptom(
                "heap-high",
                "orders",
                Instant.EPOCH,
                1,
                true,
                List.of(new Finding(heap, "above 95 %, clears below 85 %")));
        Incident incident = new Incident(
                "19700101-000000-1",
                symptom,
                Instant.EPOCH,
                Incident.State.OPEN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Candidate> candidates = ACTIONS.stream()
                .map(action -> new Candidate(action, Risk.LOW, Optional.empty()))
                .toList();
        return new Case(
                incident,
                Snapshot.of(Instant.EPOCH, 1_000, "orders", metrics.toArray(new Metric[0])),
                List.of(symptom),
                candidates,
                false,
                "",
                new Background("orders", Map.of("orders", Set.of("payments")), trials, Optional.empty(), Map.of(), 1));
    }
}
