package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuProbeTest {
    @TempDir
    Path root;

    private Kernel kernel = new Kernel(Path.of("/"));

    @AfterEach
    void close() throws IOException {
        kernel.close();
    }

    @Test
    void theFirstSampleReportsNothing() throws Exception {
        Machine machine = Machine.dockerV2(root).stat(100, 900);

        assertThat(probe(machine).sample()).isEmpty();
    }

    @Test
    void aContainersShareIsThatOfItsQuota() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 7_000_000 + 250_000);

        Gauge cpu = only(probe.sample());

        assertThat(cpu.name()).isEqualTo("cpu.used.ratio");
        assertThat(cpu.value()).isEqualTo(0.5);
        assertThat(cpu.detail()).isEqualTo("container, limit 0.5 CPUs, cgroup v2");
    }

    @Test
    void theSameInTheFirstVersionOfControlGroups() throws Exception {
        Machine machine = Machine.dockerV1(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(2000);
        machine.cpuV1("sys/fs/cgroup/cpu,cpuacct", "50000", 7_000_000_000L + 250_000_000L);

        Gauge cpu = only(probe.sample());

        assertThat(cpu.value()).isEqualTo(0.25);
        assertThat(cpu.detail()).isEqualTo("container, limit 0.5 CPUs, cgroup v1");
    }

    @Test
    void theTightestQuotaAboveTheContainerHoldsWithWhatIsUsedUnderIt() throws Exception {
        Machine machine = Machine.nestedV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        String pod = "sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f.slice";
        machine.cpuV2(pod, "200000 100000", 5_000_000 + 1_500_000);

        Gauge cpu = only(probe.sample());

        assertThat(cpu.value()).isEqualTo(0.75);
        assertThat(cpu.detail()).isEqualTo("container, limit 2 CPUs, cgroup v2");
    }

    @Test
    void inAHybridSetUpTheHierarchyThatHasTheControllerIsRead() throws Exception {
        Machine machine = Machine.hybrid(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.cpuV1("sys/fs/cgroup/cpu,cpuacct/system.slice/orders.service", "150000", 3_000_000_000L + 300_000_000L);

        Gauge cpu = only(probe.sample());

        assertThat(cpu.value()).isCloseTo(0.2, within(1e-9));
        assertThat(cpu.detail()).isEqualTo("container, limit 1.5 CPUs, cgroup v1");
    }

    @Test
    void inTheFirstVersionTheCountersMayBeMountedApart() throws Exception {
        Machine machine = new Machine(root)
                .file("proc/self/cgroup", "3:cpuacct:/a\n2:cpu:/a\n0::/\n")
                .mounts(
                        "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu",
                        "33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct")
                .file("sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "100000\n")
                .file("sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n")
                .file("sys/fs/cgroup/cpuacct/a/cpuacct.usage", "1000000000\n");
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.file("sys/fs/cgroup/cpuacct/a/cpuacct.usage", "1600000000\n");

        assertThat(only(probe.sample()).value()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void withoutAQuotaTheHostsCpusCount() throws Exception {
        Machine machine =
                Machine.dockerV2(root).cpuV2("sys/fs/cgroup", "max 100000", 0).stat(1000, 9000);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.stat(1000 + 300, 9000 + 100);

        Gauge cpu = only(probe.sample());

        assertThat(cpu.value()).isEqualTo(0.75);
        assertThat(cpu.detail()).isEqualTo("host");
    }

    @Test
    void aQuotaOfAsManyCpusAsTheHostHasIsNone() throws Exception {
        Machine machine = Machine.dockerV2(root)
                .cpuV2("sys/fs/cgroup", "400000 100000", 0)
                .stat(1000, 9000);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.stat(1400, 9000);

        assertThat(only(probe.sample()).detail()).isEqualTo("host");
    }

    @Test
    void countersThatWentBackwardsReportNothingAndStartAnew() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 10);

        assertThat(probe.sample()).isEmpty();

        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 10 + 125_000);
        assertThat(only(probe.sample()).value()).isEqualTo(0.25);
    }

    @Test
    void aHoleInTimeReportsNothingAndStartsAnew() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(30_000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 8_000_000);

        assertThat(probe.sample()).isEmpty();

        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 8_125_000);
        assertThat(only(probe.sample()).value()).isEqualTo(0.25);
    }

    @Test
    void aLoopThatTurnsSeldomHasNoHoles() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        long used = 7_000_000;
        machine.pass(15_000);
        assertThat(probe.sample()).as("nothing to compare the gap with").isEmpty();
        for (int i = 0; i < 3; i++) {
            machine.pass(15_000);
            used += 15 * 250_000;
            machine.cpuV2("sys/fs/cgroup", "50000 100000", used);

            assertThat(only(probe.sample()).value()).isEqualTo(0.5);
        }
        machine.pass(60_000);
        assertThat(probe.sample()).as("a hole").isEmpty();
    }

    @Test
    void aTickerThatStandsStillReportsNothing() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 8_000_000);

        assertThat(probe.sample()).isEmpty();
    }

    @Test
    void aBurstBeyondTheQuotaIsOneAndNotMore() throws Exception {
        Machine machine = Machine.dockerV2(root);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "50000 100000", 7_000_000 + 600_000);

        assertThat(only(probe.sample()).value()).isEqualTo(1);
    }

    @Test
    void aQuotaThatAppearsOnTheRunningContainerStartsAnewInsteadOfMixingCounters() throws Exception {
        Machine machine =
                Machine.dockerV2(root).cpuV2("sys/fs/cgroup", "max 100000", 0).stat(1000, 9000);
        CpuProbe probe = probe(machine);
        probe.sample();
        machine.pass(1000);
        machine.cpuV2("sys/fs/cgroup", "100000 100000", 5_000_000);

        assertThat(probe.sample()).isEmpty();
    }

    @Test
    void onlineCpusAreCountedOverRanges() throws Exception {
        Machine machine = new Machine(root).file("sys/devices/system/cpu/online", "0-3,6,8-9\n");
        kernel = machine.kernel();

        assertThat(Cpus.online(kernel)).isEqualTo(7);
    }

    private CpuProbe probe(Machine machine) {
        kernel = machine.kernel();
        return new CpuProbe(Cpu.of(new CpuQuota(kernel), machine::nanos), Cpu.of(kernel), machine::nanos);
    }

    private static Gauge only(Collection<? extends Metric> metrics) {
        assertThat(metrics).hasSize(1);
        return (Gauge) metrics.iterator().next();
    }
}
