package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** One control group with its quota of CPU time and what it used of it. */
sealed interface CpuLevel {
    /** How many CPUs it may use: quota by period; infinite without a quota. */
    double cpus() throws IOException;

    /** The CPU time used so far, in nanoseconds. */
    long used() throws IOException;

    /** Its own name; no other group has it. */
    String name();

    /** Which version of control groups it is of. */
    int version();

    boolean exists();

    void release() throws IOException;

    /**
     * Of cgroup v2; {@code cpu.max} is {@code 50000 100000} or {@code max 100000}, in microseconds.
     *
     * @param max quota and period
     * @param stat what was used
     */
    record V2(KernelFile max, KernelFile stat) implements CpuLevel {
        V2(Kernel kernel, Path folder) {
            this(kernel.file(folder.resolve("cpu.max")), kernel.file(folder.resolve("cpu.stat")));
        }

        @Override
        public double cpus() throws IOException {
            KernelText text = max.read();
            StringTokenizer words = text.words();
            if (words.countTokens() != 2) {
                throw new IOException(text.path() + " is not a quota and a period");
            }
            return ratio(text.number(words.nextToken()), text.number(words.nextToken()));
        }

        @Override
        public long used() throws IOException {
            return stat.read().need("usage_usec ") * 1000;
        }

        @Override
        public String name() {
            return max.toString();
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public boolean exists() {
            return max.exists() && stat.exists();
        }

        @Override
        public void release() throws IOException {
            max.release();
            stat.release();
        }
    }

    /**
     * Of cgroup v1; no quota is -1.
     *
     * @param quota microseconds in each period
     * @param period in microseconds
     * @param usage what was used, in nanoseconds
     */
    record V1(KernelFile quota, KernelFile period, KernelFile usage) implements CpuLevel {
        V1(Kernel kernel, Path folder, Path counting) {
            this(
                    kernel.file(folder.resolve("cpu.cfs_quota_us")),
                    kernel.file(folder.resolve("cpu.cfs_period_us")),
                    kernel.file(counting.resolve("cpuacct.usage")));
        }

        @Override
        public double cpus() throws IOException {
            return ratio(quota.read().amount(), period.read().amount());
        }

        @Override
        public long used() throws IOException {
            return usage.read().amount();
        }

        @Override
        public String name() {
            return quota.toString();
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public boolean exists() {
            return quota.exists() && period.exists() && usage.exists();
        }

        @Override
        public void release() throws IOException {
            quota.release();
            period.release();
            usage.release();
        }
    }

    private static double ratio(long quota, long period) {
        return quota <= 0 || quota == Long.MAX_VALUE || period <= 0
                ? Double.POSITIVE_INFINITY
                : (double) quota / period;
    }
}
