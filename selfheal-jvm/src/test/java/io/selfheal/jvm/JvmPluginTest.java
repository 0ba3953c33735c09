package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Detector;
import io.selfheal.Evidence;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.HealingPlugin;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Rule;
import io.selfheal.SelfHealing;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import io.selfheal.Unit;
import io.selfheal.test.ProbeContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmPluginTest {
    @TempDir
    Path root;

    @Test
    void itIsDiscovered() {
        assertThat(ServiceLoader.load(HealingPlugin.class).stream())
                .anySatisfy(plugin -> assertThat(plugin.type()).isEqualTo(JvmPlugin.class));
        assertThat(new JvmPlugin().name()).isEqualTo("jvm");
    }

    @Test
    void itInstallsProbesRulesAndEvidenceAndTouchesNoFile() throws Exception {
        try (Installed installed = Installed.by(new JvmPlugin(root.resolve("not-there"), () -> 0))) {
            assertThat(installed.probes)
                    .extracting(Probe::name)
                    .doesNotHaveDuplicates()
                    .hasSize(Carriers.ofThisJvm().isPresent() ? 14 : 13);
            assertThat(installed.collectors)
                    .extracting(Evidence::name)
                    .doesNotHaveDuplicates()
                    .contains("jvm-threads");
            assertThat(installed.rules)
                    .extracting(Rule::id)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.startsWith("jvm-"));
            assertThat(installed.rules).allSatisfy(rule -> {
                assertThat(rule.problems()).isEmpty();
                assertThat(rule.ladder()).isEmpty();
                assertThat(rule.reason()).isNotBlank();
            });
        }
    }

    /** What it registers as not blocking is sampled by the thread that turns the loop. */
    @Test
    void noneOfItsProbesWaitsThatSaysThatItDoesNot() throws Exception {
        try (Installed installed = Installed.by(new JvmPlugin())) {
            assertThat(installed.probes)
                    .filteredOn(probe -> !probe.blocking())
                    .isNotEmpty()
                    .allSatisfy(probe -> {
                        ProbeContract contract = () -> probe;
                        contract.whatIsNotBlockingWaitsForNobody();
                    });
        }
    }

    @Test
    void whateverHasAnEndIsLookedAheadAtAlsoOfTheHost() throws Exception {
        try (Installed installed =
                Installed.by(new JvmPlugin(), "jvm.pool.orders", "jvm.disk.data", "jvm.executor.mail")) {
            assertThat(installed.rules)
                    .filteredOn(rule -> rule.bases().contains(Rule.Basis.FORECAST))
                    .allSatisfy(rule -> assertThat(rule.problems()).isEmpty())
                    .extracting(rule -> String.join(" ", rule.metrics()))
                    .containsExactlyInAnyOrder(
                            "jvm.heap.live.bytes",
                            "jvm.buffers.direct.used.ratio",
                            "jvm.metaspace.used.ratio",
                            "jvm.container.used.ratio",
                            "jvm.files.used.ratio",
                            "jvm.disk.free.bytes",
                            "jvm.disk.data.free.bytes",
                            "pool.orders.used.ratio");
            assertThat(installed.rules).extracting(Rule::id).doesNotHaveDuplicates();
        }
    }

    /** Ten MiB an hour of 100 that may live; each collection tells, an hour at a time. */
    @Test
    void aHeapThatLeaksIsToldHoursAheadInWordsAndNumbers() throws Exception {
        List<Symptom> told = new ArrayList<>();
        try (Installed installed = Installed.by(new JvmPlugin())) {
            Detector detector = installed.rules.stream()
                    .filter(rule -> rule.id().equals("jvm-heap-runs-out"))
                    .findFirst()
                    .orElseThrow()
                    .newDetector();
            double most = LiveHeap.ofThisJvm().limit();
            for (int minute = 0; told.isEmpty(); minute++) {
                double live = most * (0.1 + 0.02 * minute / 60);
                assertThat(live).as("there is time").isLessThan(0.9 * most);
                told.addAll(detector.detect(Snapshot.of(
                        Instant.EPOCH.plusSeconds(60L * minute),
                        Duration.ofMinutes(minute).toNanos(),
                        "orders",
                        Gauge.of("jvm.heap.live.bytes", live))));
            }
        }
        assertThat(told.get(0).shown())
                .matches("jvm\\.heap\\.live\\.bytes is .*\\(grows .*iB/h for .*, full in .* (h|days) \\(90 %\\): .*");
    }

    @Test
    void everyMetricIsFiniteInRangeAndUnique() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Installed installed = Installed.by(new JvmPlugin(Path.of("/"), nanos::get))) {
            Set<String> names = new HashSet<>();
            for (int turn = 0; turn < 100; turn++) {
                nanos.addAndGet(15_000_000_000L);
                Set<String> now = new HashSet<>();
                for (Probe probe : installed.probes) {
                    for (Metric metric : probe.sample()) {
                        Gauge gauge = (Gauge) metric;
                        assertThat(now.add(gauge.name())).as(gauge.name()).isTrue();
                        assertThat(Double.isInfinite(gauge.value()))
                                .as(gauge.name())
                                .isFalse();
                        assertThat(Unit.problemWith(gauge.name())).isEmpty();
                        if (gauge.unit() == Unit.RATIO
                                && !Double.isNaN(gauge.value())
                                && !gauge.name().contains("cpu")) {
                            assertThat(gauge.value()).as(gauge.name()).isBetween(0.0, 1.0);
                        }
                    }
                }
                names.addAll(now);
            }
            assertThat(installed.rules).allSatisfy(rule -> assertThat(names).containsAll(rule.metrics()));
            assertThat(names)
                    .contains(
                            "jvm.gc.debt.seconds",
                            "jvm.buffers.direct.used.ratio",
                            "jvm.metaspace.used.ratio",
                            "jvm.code.cache.used.ratio",
                            "jvm.threads.count",
                            "jvm.threads.blocked.ratio",
                            "jvm.threads.growth.count",
                            "jvm.threads.deadlocked.count",
                            "jvm.threads.deadlocked.unbreakable.count",
                            "jvm.threads.hottest.cpu.ratio",
                            "jvm.allocated.bytes",
                            "jvm.disk.used.ratio",
                            "jvm.disk.left.seconds");
        }
    }

    /** Used heap is a saw from 20 % to 91 %, collections pause a little, threads come and go; an hour of it. */
    @Test
    void aHealthyJvmWithAHeapLikeASawRaisesNothing() {
        List<Detector> detectors =
                DefaultRules.all().stream().map(Rule::newDetector).toList();
        Beans.Heap old = new Beans.Heap("G1 Old Gen", 100);
        Beans.Gc gc = new Beans.Gc("G1 Young Generation");
        long[] nanos = {0};
        HeapProbe heap = new HeapProbe(
                new LiveHeap(List.of(old.pool()), List.of(gc.collector()), () -> 100 * Beans.MIB), 100 * Beans.MIB);
        FloorProbe floor = new FloorProbe(List.of(gc.collector()), 100 * Beans.MIB);
        GcProbe debt = new GcProbe(List.of(gc.collector()), () -> nanos[0]);
        for (int second = 0; second < 3600; second++) {
            nanos[0] += 1_000_000_000L;
            int phase = second % 40;
            old.used = (20 + phase * 71 / 39) * Beans.MIB;
            gc.count++;
            gc.millis += 20;
            gc.left = old.used;
            if (phase == 0) {
                gc.millis += 800; // a full collection
                old.left = 20 * Beans.MIB;
            }
            List<Metric> metrics = new ArrayList<>();
            metrics.addAll(heap.sample());
            metrics.addAll(floor.sample());
            metrics.addAll(debt.sample());
            metrics.add(Gauge.of("jvm.threads.growth.count", second % 100));
            metrics.add(Gauge.of("jvm.threads.deadlocked.count", 0));
            Snapshot snapshot = Snapshot.of(Instant.EPOCH, nanos[0], "orders", metrics.toArray(Metric[]::new));
            detectors.forEach(detector -> assertThat(detector.detect(snapshot)).isEmpty());
        }
    }

    @Test
    void beingOnTheClassPathIsEnough() {
        AtomicLong nanos = new AtomicLong();
        List<HealingEvent> events = new ArrayList<>();
        try (SelfHealing healing = SelfHealing.builder()
                .every(Duration.ofMillis(250))
                .time(() -> Instant.EPOCH, nanos::get)
                .executor(Runnable::run)
                .listener(events::add)
                .build()) {
            for (int turn = 0; turn < 20; turn++) {
                healing.loop().runOnce();
                nanos.addAndGet(250_000_000L);
            }
            assertThat(healing.view().snapshot().reading("jvm.threads.count")).isPresent();
            assertThat(healing.view().snapshot().reading("jvm.gc.debt.seconds")).isPresent();
        }
        assertThat(events).noneMatch(HealingEvent.HookFailed.class::isInstance);
    }
}
