package io.selfheal.oshi;

import io.selfheal.linux.Cgroup;
import io.selfheal.linux.Kernel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many CPUs the container of this process may use: the tightest quota on its control group or one above it. Has
 * nothing to say where no quota is below the number of CPUs of the host. Quotas are read anew each time, since they can be
 * changed on a running container.
 */
final class CpuQuota implements Source<CpuQuota.Quota> {
    private final Kernel kernel;
    private @Nullable List<CpuLevel> levels;
    private double host;

    CpuQuota(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Optional<Quota> read() throws IOException {
        List<CpuLevel> known = levels == null ? find() : levels;
        levels = known;
        try {
            return tightest(known);
        } catch (IOException e) {
            // The group may be gone, or the process moved to another: look again next time.
            levels = null;
            for (CpuLevel level : known) {
                level.release();
            }
            throw e;
        }
    }

    private Optional<Quota> tightest(List<CpuLevel> known) throws IOException {
        @Nullable CpuLevel tightest = null;
        double cpus = host;
        for (CpuLevel level : known) {
            double own = level.cpus();
            if (own < cpus) {
                cpus = own;
                tightest = level;
            }
        }
        return tightest == null
                ? Optional.empty()
                : Optional.of(new Quota(cpus, tightest.used(), tightest.name(), tightest.version()));
    }

    private List<CpuLevel> find() throws IOException {
        Optional<Cgroup> found = Cgroup.of(kernel, "cpu");
        if (found.isEmpty()) {
            return List.of();
        }
        host = Cpus.online(kernel);
        Cgroup group = found.get();
        List<CpuLevel> all = group.version() == 2
                ? v2(group)
                : v1(group, Cgroup.of(kernel, "cpuacct").orElse(group));
        return all.stream().filter(CpuLevel::exists).toList();
    }

    private List<CpuLevel> v2(Cgroup group) {
        return group.levels().stream()
                .<CpuLevel>map(folder -> new CpuLevel.V2(kernel, folder))
                .toList();
    }

    /** In v1 another hierarchy counts; where it is laid out alike, the levels match from the top. */
    private List<CpuLevel> v1(Cgroup group, Cgroup counting) {
        int deeper = counting.levels().size() - group.levels().size();
        return IntStream.range(0, group.levels().size())
                .<CpuLevel>mapToObj(i -> new CpuLevel.V1(
                        kernel, group.levels().get(i), counting.levels().get(Math.max(0, i + deeper))))
                .toList();
    }

    /**
     * A quota and what was used of it.
     *
     * @param cpus how many CPUs, also a part of one
     * @param used the CPU time that its control group used so far, in nanoseconds
     * @param group which one that is
     * @param version of control groups, 1 or 2
     */
    record Quota(double cpus, long used, String group, int version) {}
}
