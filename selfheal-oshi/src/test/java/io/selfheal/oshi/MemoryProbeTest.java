package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.Gauge;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryProbeTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    private Kernel kernel = new Kernel(Path.of("/"));

    @AfterEach
    void close() throws IOException {
        kernel.close();
    }

    @Test
    void aContainersLimitCountsAndWhatItsCacheWouldGiveBackDoesNot() throws Exception {
        Seen seen = sample(probe(Machine.dockerV2(root)));

        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(0.5);
        assertThat(seen.get("memory.available.bytes").value()).isEqualTo(256 * MIB);
        assertThat(seen.get("memory.limit.bytes").value()).isEqualTo(512 * MIB);
        assertThat(seen.gauges()).hasSize(3);
        assertThat(seen.gauges()).extracting(Gauge::detail).containsOnly("container, limit 512 MiB, cgroup v2");
    }

    @Test
    void theSameInTheFirstVersionOfControlGroups() throws Exception {
        Seen seen = sample(probe(Machine.dockerV1(root)));

        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(0.5);
        assertThat(seen.get("memory.used.ratio").detail()).isEqualTo("container, limit 512 MiB, cgroup v1");
    }

    @Test
    void aLimitAboveTheContainerHoldsWithWhatIsUsedUnderIt() throws Exception {
        Seen seen = sample(probe(Machine.nestedV2(root)));

        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(0.5);
        assertThat(seen.get("memory.used.ratio").detail()).isEqualTo("container, limit 1 GiB, cgroup v2");
    }

    @Test
    void aGroupAboveWithALargerLimitButLessRoomCounts() throws Exception {
        Seen seen = sample(
                probe(Machine.nestedV2(root).memoryV2("sys/fs/cgroup/kubepods.slice", (8000L << 20) + "", 8000, 100)));

        assertThat(seen.get("memory.available.bytes").value()).isEqualTo(100 * MIB);
        assertThat(seen.get("memory.limit.bytes").value()).isEqualTo(8000 * MIB);
        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(7900 / 8000.0);
    }

    @Test
    void inAHybridSetUpTheHierarchyThatHasTheControllerIsRead() throws Exception {
        Seen seen = sample(probe(Machine.hybrid(root)));

        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(0.75);
        assertThat(seen.get("memory.used.ratio").detail()).isEqualTo("container, limit 256 MiB, cgroup v1");
    }

    @Test
    void withoutALimitTheHostsMemoryCounts() throws Exception {
        Seen seen = sample(probe(Machine.dockerV2(root).memoryV2("sys/fs/cgroup", "max", 300, 44)));

        assertThat(seen.get("memory.used.ratio").value()).isEqualTo(0.75);
        assertThat(seen.get("memory.available.bytes").value()).isEqualTo(2048 * MIB);
        assertThat(seen.gauges()).extracting(Gauge::detail).containsOnly("host, 8 GiB");
    }

    @Test
    void theFirstVersionsNumberForNoLimitIsNoLimit() throws Exception {
        Machine machine = Machine.dockerV1(root).memoryV1("sys/fs/cgroup/memory", "9223372036854771712", 300, 44);

        assertThat(sample(probe(machine)).get("memory.used.ratio").detail()).isEqualTo("host, 8 GiB");
    }

    @Test
    void aLimitAboveTheHostsMemoryIsNone() throws Exception {
        Machine machine = Machine.dockerV2(root).memoryV2("sys/fs/cgroup", "17179869184", 300, 44);

        assertThat(sample(probe(machine)).get("memory.used.ratio").detail()).isEqualTo("host, 8 GiB");
    }

    @Test
    void withoutControlGroupsTheHostsMemoryCounts() throws Exception {
        assertThat(sample(probe(new Machine(root))).get("memory.used.ratio").detail())
                .isEqualTo("host, 8 GiB");
    }

    @Test
    void aGroupOutsideOfWhatIsMountedIsLookedForAtTheMount() throws Exception {
        Machine machine = Machine.dockerV2(root).file("proc/self/cgroup", "0::/../../init.scope\n");

        assertThat(sample(probe(machine)).get("memory.limit.bytes").value()).isEqualTo(512 * MIB);
    }

    @Test
    void aLimitThatIsChangedOnTheRunningContainerCountsAtOnce() throws Exception {
        Machine machine = Machine.dockerV2(root);
        MemoryProbe probe = probe(machine);
        sample(probe);
        machine.memoryV2("sys/fs/cgroup", "1073741824", 300, 44);

        Gauge ratio = sample(probe).get("memory.used.ratio");

        assertThat(ratio.value()).isEqualTo(0.25);
        assertThat(ratio.detail()).isEqualTo("container, limit 1 GiB, cgroup v2");
    }

    @Test
    void usageBeyondTheLimitIsOneAndNotMore() throws Exception {
        Gauge ratio = sample(probe(Machine.dockerV2(root).memoryV2("sys/fs/cgroup", "536870912", 600, 1)))
                .get("memory.used.ratio");

        assertThat(ratio.value()).isEqualTo(1);
    }

    @Test
    void aGroupThatVanishedFailsTheSampleByNameAndIsLookedForAnew() throws Exception {
        Machine machine = Machine.dockerV2(root);
        MemoryProbe probe = probe(machine);
        sample(probe);
        machine.file("sys/fs/cgroup/memory.current", "");

        assertThatThrownBy(probe::sample)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("memory.current is empty");

        machine.file("sys/fs/cgroup/pod/x", "")
                .file("proc/self/cgroup", "0::/pod\n")
                .memoryV2("sys/fs/cgroup/pod", "536870912", 128, 0)
                .memoryV2("sys/fs/cgroup", "max", 300, 44);
        assertThat(sample(probe).get("memory.used.ratio").value()).isEqualTo(0.25);
    }

    @Test
    void garbageInAFileIsNamedWithThePlace() {
        Machine machine = Machine.dockerV2(root).file("sys/fs/cgroup/memory.max", "lots\n");

        assertThatThrownBy(probe(machine)::sample)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("memory.max has \"lots\" where a number was expected");
    }

    @Test
    void oshiAndTheKernelsFileAgreeOnThisMachine() throws Exception {
        Optional<MemoryReading> spare = HostMemory.of(kernel).read();
        assumeTrue(spare.isPresent(), "no /proc/meminfo");
        MemoryReading oshi = HostMemory.of(new Oshi()).read().orElseThrow();

        assertThat(oshi.limit()).isEqualTo(spare.get().limit());
        assertThat((double) oshi.used() / oshi.limit())
                .isCloseTo((double) spare.get().used() / oshi.limit(), within(0.1));
    }

    private MemoryProbe probe(Machine machine) {
        kernel = machine.kernel();
        return new MemoryProbe(MemoryProbe.container(kernel), HostMemory.of(kernel));
    }

    private static Seen sample(MemoryProbe probe) throws Exception {
        return Seen.by(probe);
    }
}
