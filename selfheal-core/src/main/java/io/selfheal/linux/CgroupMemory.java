package io.selfheal.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process's container: limit and use of the group with the least room, of its own control group and those
 * above it, which others may share. There the kernel kills first. Has nothing to say where no limit is below the memory of
 * the host. Limits are read anew each time, since they can be changed on a running container.
 *
 * <p>Used is the usage without {@code inactive_file}, page cache that the kernel takes back before it kills anything: the
 * working set by which Kubernetes evicts and cAdvisor counts (kubernetes.io, "Node-pressure Eviction",
 * {@code memory.available}).
 */
public final class CgroupMemory {
    private final Kernel kernel;
    private @Nullable List<Level> levels;
    private int version;
    private long host;

    /**
     * Looks for the group when it is read first.
     *
     * @param kernel where to look
     */
    public CgroupMemory(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * What it says now.
     *
     * @return limit and use; empty without a limit
     * @throws IOException if a file cannot be read; the next read looks for the group anew
     */
    public Optional<ContainerMemory> read() throws IOException {
        List<Level> known = levels == null ? find() : levels;
        levels = known;
        try {
            return scarcest(known);
        } catch (IOException e) {
            // The group may be gone, or the process moved to another: look again next time.
            levels = null;
            for (Level level : known) {
                level.release();
            }
            throw e;
        }
    }

    private Optional<ContainerMemory> scarcest(List<Level> known) throws IOException {
        @Nullable ContainerMemory scarcest = null;
        for (Level level : known) {
            long limit = level.limit.read().amount();
            if (limit >= host) {
                continue;
            }
            long used = Math.max(0, level.usage.read().amount() - level.reclaimable());
            if (scarcest == null || limit - used < scarcest.limit() - scarcest.used()) {
                scarcest = new ContainerMemory(limit, used, "cgroup v" + version);
            }
        }
        return Optional.ofNullable(scarcest);
    }

    private List<Level> find() throws IOException {
        Optional<Cgroup> found = Cgroup.of(kernel, "memory");
        if (found.isEmpty()) {
            return List.of();
        }
        version = found.get().version();
        KernelFile meminfo = kernel.file("/proc/meminfo");
        host = meminfo.read().need("MemTotal:") * 1024;
        meminfo.release();
        boolean v2 = version == 2;
        return found.get().levels().stream()
                .map(level -> v2 ? Level.v2(kernel, level) : Level.v1(kernel, level))
                .filter(level -> level.limit.exists())
                .toList();
    }

    private record Level(KernelFile limit, KernelFile usage, KernelFile stat, String inactive) {
        static Level v1(Kernel kernel, Path folder) {
            return new Level(
                    kernel.file(folder.resolve("memory.limit_in_bytes")),
                    kernel.file(folder.resolve("memory.usage_in_bytes")),
                    kernel.file(folder.resolve("memory.stat")),
                    "total_inactive_file ");
        }

        static Level v2(Kernel kernel, Path folder) {
            return new Level(
                    kernel.file(folder.resolve("memory.max")),
                    kernel.file(folder.resolve("memory.current")),
                    kernel.file(folder.resolve("memory.stat")),
                    "inactive_file ");
        }

        long reclaimable() throws IOException {
            return stat.read().need(inactive);
        }

        void release() throws IOException {
            limit.release();
            usage.release();
            stat.release();
        }
    }
}
