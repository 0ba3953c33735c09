package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.Gauge;
import io.selfheal.HealingPlugin;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Rule;
import io.selfheal.Unit;
import io.selfheal.test.ProbeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import oshi.hardware.CentralProcessor;

class OshiPluginTest {
    @TempDir
    Path root;

    @Test
    void itIsDiscovered() {
        assertThat(ServiceLoader.load(HealingPlugin.class).stream())
                .anySatisfy(plugin -> assertThat(plugin.type()).isEqualTo(OshiPlugin.class));
        assertThat(new OshiPlugin().name()).isEqualTo("oshi");
    }

    @Test
    void installingTouchesNothing() throws Exception {
        Path missing = root.resolve("not-there");
        try (Installed installed = Installed.by(new OshiPlugin(missing, () -> 0))) {
            assertThat(installed.probes)
                    .extracting(Probe::name)
                    .doesNotHaveDuplicates()
                    .hasSize(8);
        }
    }

    /** What it registers as not blocking is sampled by the thread that turns the loop. */
    @Test
    void noneOfItsProbesWaitsThatSaysThatItDoesNot() throws Exception {
        try (Installed installed = Installed.by(new OshiPlugin())) {
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
    void itsRulesAreSoundNameNoRemedyAndGiveAReason() throws Exception {
        try (Installed installed = Installed.by(new OshiPlugin())) {
            assertThat(installed.rules).hasSize(6).allSatisfy(rule -> {
                assertThat(rule.problems()).isEmpty();
                assertThat(rule.ladder()).isEmpty();
                assertThat(rule.reason()).isNotBlank();
            });
            assertThat(installed.rules).extracting(Rule::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void disksOfTheHostAreLookedAheadAtToo() throws Exception {
        try (Installed installed = Installed.by(new OshiPlugin(), "oshi.disk.data", "orders")) {
            assertThat(installed.rules)
                    .filteredOn(rule -> rule.bases().contains(Rule.Basis.FORECAST))
                    .extracting(Rule::metrics)
                    .containsExactlyInAnyOrder(
                            Set.of("disk.free.bytes"),
                            Set.of("disk.data.free.bytes"),
                            Set.of("process.files.used.ratio"));
        }
    }

    @Test
    void everyRuleJudgesByAMetricThatIsReportedHere() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/meminfo")), "Windows knows no limit of open files");
        List<String> reported = sampledTwice().stream().map(Metric::name).toList();

        try (Installed installed = Installed.by(new OshiPlugin())) {
            assertThat(installed.rules).allSatisfy(rule -> assertThat(reported).containsAll(rule.metrics()));
        }
    }

    @Test
    void everyMetricOfThisMachineIsFiniteInRangeAndSaysWhoseItIs() throws Exception {
        List<Gauge> metrics = sampledTwice();

        assertThat(metrics).extracting(Gauge::name).doesNotHaveDuplicates().contains("memory.used.ratio");
        assertThat(metrics).allSatisfy(metric -> {
            assertThat(metric.value()).as(metric.name()).isFinite().isNotNegative();
            assertThat(metric.detail()).as(metric.name()).matches("(container|host|process|filesystem of)\\b.*");
            if (metric.unit() == Unit.RATIO && !metric.name().startsWith("load")) {
                assertThat(metric.value()).as(metric.name()).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void theFirstSampleHoldsNoShareOfCpuTime() throws Exception {
        try (Installed installed = Installed.by(new OshiPlugin())) {
            assertThat(sample(installed)).extracting(Gauge::name).noneMatch(name -> name.contains("cpu"));
        }
    }

    @Test
    void oneProbeThatFailsKeepsNoOtherFromReporting() throws Exception {
        Machine machine = Machine.dockerV2(root).stat(100, 900).file("sys/fs/cgroup/memory.current", "garbage\n");
        try (Installed installed = Installed.by(new OshiPlugin(root, machine::nanos))) {
            List<String> failed = new ArrayList<>();
            for (Probe probe : installed.probes) {
                try {
                    probe.sample();
                } catch (IOException e) {
                    failed.add(probe.name());
                }
            }
            assertThat(failed).containsExactly("oshi.memory");
        }
    }

    @Test
    void aCpuQuotaThatCannotBeReadKeepsResidentMemoryReported() throws Exception {
        Machine machine = Machine.dockerV2(root).file("sys/fs/cgroup/cpu.max", "garbage\n");
        try (Installed installed = Installed.by(new OshiPlugin(root, machine::nanos))) {
            assertThat(installed.probe("oshi.resident").sample())
                    .extracting(Metric::name)
                    .containsExactly("process.memory.rss.bytes");
        }
    }

    @Test
    void aProcessOfAContainerIsMeasuredByTheContainersCpus() throws Exception {
        Machine machine = Machine.dockerV2(root);
        try (Installed installed = Installed.by(new OshiPlugin(root, machine::nanos))) {
            Probe process = installed.probe("oshi.process");
            process.sample();
            machine.pass(5000);

            assertThat(process.sample()).anySatisfy(metric -> {
                assertThat(metric.name()).isEqualTo("process.cpu.used.ratio");
                assertThat(metric.detail()).isEqualTo("process, of 0.5 CPUs");
            });
        }
    }

    @Test
    void closingLeavesNoFileOpenAndNoneIsOpenedAfterwards() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no list of open files");
        Machine machine = Machine.nestedV2(root).stat(100, 900);
        Installed installed = Installed.by(new OshiPlugin(root, machine::nanos));
        sample(installed);
        assertThat(openBelow(root)).isPositive();

        installed.close();

        assertThat(openBelow(root)).isZero();
        for (Probe probe : installed.probes) {
            try {
                probe.sample();
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
        assertThat(openBelow(root)).isZero();
    }

    private static List<Gauge> sampledTwice() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Installed installed = Installed.by(new OshiPlugin(Path.of("/"), nanos::get))) {
            sample(installed);
            nanos.addAndGet(1_000_000_000L);
            awaitTicks();
            return sample(installed);
        }
    }

    /** Spins until the machine's counters of CPU time have moved on. */
    private static void awaitTicks() {
        CentralProcessor processor = new Oshi().hardware().getProcessor();
        long[] before = processor.getSystemCpuLoadTicks();
        for (int moved = 0; moved < 3; ) {
            long[] now = processor.getSystemCpuLoadTicks();
            if (!Arrays.equals(before, now)) {
                moved++;
                before = now;
            }
        }
    }

    private static List<Gauge> sample(Installed installed) throws Exception {
        List<Gauge> metrics = new ArrayList<>();
        for (Probe probe : installed.probes) {
            probe.sample().forEach(metric -> metrics.add((Gauge) metric));
        }
        return metrics;
    }

    private static long openBelow(Path root) throws IOException {
        Path real = root.toRealPath();
        long open = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.exists(descriptor)
                        && Files.readSymbolicLink(descriptor).startsWith(real)) {
                    open++;
                }
            }
        }
        return open;
    }
}
