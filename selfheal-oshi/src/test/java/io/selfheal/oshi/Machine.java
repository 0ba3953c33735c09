package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The files of a machine as they were recorded, in a folder, and the time that passes there. */
final class Machine {
    final Path root;
    private long nanos = 1_000_000_000_000L;

    Machine(Path root) {
        this.root = root;
        file("proc/meminfo", """
                MemTotal:        8388608 kB
                MemFree:         1000000 kB
                MemAvailable:    2097152 kB
                Buffers:            1060 kB
                """);
        file("sys/devices/system/cpu/online", "0-3\n");
    }

    /** Docker with a private cgroup namespace, as is usual with v2: {@code docker run -m 512m --cpus 0.5}. */
    static Machine dockerV2(Path root) {
        return new Machine(root)
                .file("proc/self/cgroup", "0::/\n")
                .mounts(
                        "1183 1176 0:30 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate")
                .file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory hugetlb pids rdma misc\n")
                .memoryV2("sys/fs/cgroup", "536870912", 300, 44)
                .cpuV2("sys/fs/cgroup", "50000 100000", 7_000_000);
    }

    /** Docker with v1: its files are mounted from the container's own group, whose path is the host's. */
    static Machine dockerV1(Path root) {
        String group = "/docker/4f6c4b0e6b1a";
        return new Machine(root)
                .file("proc/self/cgroup", """
                        12:memory:%1$s
                        11:pids:%1$s
                        4:cpu,cpuacct:%1$s
                        1:name=systemd:%1$s
                        0::/system.slice/containerd.service
                        """.formatted(group))
                .mounts(
                        "1540 1536 0:27 %s /sys/fs/cgroup/systemd ro,relatime master:9 - cgroup cgroup rw,xattr,name=systemd"
                                .formatted(group),
                        "1541 1536 0:30 %s /sys/fs/cgroup/cpu,cpuacct ro,relatime master:15 - cgroup cgroup rw,cpu,cpuacct"
                                .formatted(group),
                        "1549 1536 0:38 %s /sys/fs/cgroup/memory ro,relatime master:23 - cgroup cgroup rw,memory"
                                .formatted(group))
                .memoryV1("sys/fs/cgroup/memory", "536870912", 300, 44)
                .cpuV1("sys/fs/cgroup/cpu,cpuacct", "50000", 7_000_000_000L);
    }

    /** A Kubernetes pod that sees the host's cgroup namespace: the container has no limit of its own, its pod has. */
    static Machine nestedV2(Path root) {
        String slices = "kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f.slice";
        String scope = slices + "/cri-containerd-8a.scope";
        return new Machine(root)
                .file("proc/self/cgroup", "0::/" + scope + "\n")
                .mounts("35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw")
                .file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory\n")
                .memoryV2("sys/fs/cgroup/kubepods.slice", "8000000000", 5000, 1000)
                .cpuV2("sys/fs/cgroup/kubepods.slice", "max 100000", 99_000_000)
                .memoryV2("sys/fs/cgroup/" + slices, "1073741824", 600, 88)
                .cpuV2("sys/fs/cgroup/" + slices, "200000 100000", 5_000_000)
                .memoryV2("sys/fs/cgroup/" + scope, "max", 500, 80)
                .cpuV2("sys/fs/cgroup/" + scope, "max 100000", 4_000_000);
    }

    /** systemd's hybrid set-up: v2 is mounted too, but only v1 has controllers. */
    static Machine hybrid(Path root) {
        return new Machine(root)
                .file("proc/self/cgroup", """
                        9:memory:/system.slice/orders.service
                        5:cpu,cpuacct:/system.slice/orders.service
                        1:name=systemd:/system.slice/orders.service
                        0::/system.slice/orders.service
                        """)
                .mounts(
                        "31 23 0:28 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate",
                        "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:8 - cgroup cgroup rw,memory",
                        "36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct")
                .file("sys/fs/cgroup/unified/cgroup.controllers", "\n")
                .memoryV1("sys/fs/cgroup/memory", "9223372036854771712", 6000, 100)
                .memoryV1("sys/fs/cgroup/memory/system.slice", "9223372036854771712", 3000, 100)
                .memoryV1("sys/fs/cgroup/memory/system.slice/orders.service", "268435456", 200, 8)
                .cpuV1("sys/fs/cgroup/cpu,cpuacct", "-1", 90_000_000_000L)
                .cpuV1("sys/fs/cgroup/cpu,cpuacct/system.slice", "-1", 80_000_000_000L)
                .cpuV1("sys/fs/cgroup/cpu,cpuacct/system.slice/orders.service", "150000", 3_000_000_000L);
    }

    Machine memoryV2(String folder, String max, long currentMiB, long inactiveMiB) {
        return file(folder + "/memory.max", max + "\n")
                .file(folder + "/memory.current", (currentMiB << 20) + "\n")
                .file(
                        folder + "/memory.stat",
                        "anon 1000\nfile 2000\nworkingset_refault_file 9\ninactive_anon 5\nactive_anon 6\ninactive_file "
                                + (inactiveMiB << 20) + "\nactive_file 77\n");
    }

    Machine memoryV1(String folder, String limit, long usageMiB, long inactiveMiB) {
        return file(folder + "/memory.limit_in_bytes", limit + "\n")
                .file(folder + "/memory.usage_in_bytes", (usageMiB << 20) + "\n")
                .file(
                        folder + "/memory.stat",
                        "cache 1\nrss 2\ninactive_file 3\nactive_file 4\ntotal_cache 5\ntotal_inactive_file "
                                + (inactiveMiB << 20) + "\ntotal_active_file 6\n");
    }

    Machine cpuV2(String folder, String max, long usedMicros) {
        return file(folder + "/cpu.max", max + "\n")
                .file(
                        folder + "/cpu.stat",
                        "usage_usec " + usedMicros + "\nuser_usec 1\nsystem_usec 2\nnr_periods 3\nnr_throttled 4\n");
    }

    Machine cpuV1(String folder, String quotaMicros, long usedNanos) {
        return file(folder + "/cpu.cfs_quota_us", quotaMicros + "\n")
                .file(folder + "/cpu.cfs_period_us", "100000\n")
                .file(folder + "/cpuacct.usage", usedNanos + "\n");
    }

    /** The host's CPU time in hundredths of a second, on four CPUs. */
    Machine stat(long busy, long idle) {
        return file(
                "proc/stat",
                "cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 12345 0 9\n");
    }

    Machine mounts(String... lines) {
        return file(
                "proc/self/mountinfo",
                "1 0 8:1 / / rw,relatime - ext4 /dev/root rw\n" + String.join("\n", lines) + "\n");
    }

    /** Writes a file in place, so that one who holds it open sees it, as with the kernel's. */
    Machine file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kernel kernel() {
        return new Kernel(root);
    }

    long nanos() {
        return nanos;
    }

    void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
