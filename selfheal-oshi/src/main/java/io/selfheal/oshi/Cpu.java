package io.selfheal.oshi;

import io.selfheal.Ticker;
import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.util.Optional;
import java.util.StringTokenizer;
import oshi.hardware.CentralProcessor.TickType;

/** Where it can be read how busy the CPUs are. */
final class Cpu {
    private Cpu() {}

    /** Of the container, if it has a quota. */
    static Source<CpuReading> of(CpuQuota quota, Ticker ticker) {
        Scope scope = new Scope();
        return () -> {
            long now = ticker.nanos();
            return quota.read()
                    .map(held -> new CpuReading(
                            held.group(),
                            held.used(),
                            now,
                            held.cpus(),
                            scope.of(
                                    held.cpus(),
                                    cpus -> "container, limit " + Cpus.words(cpus) + ", cgroup v" + held.version())));
        };
    }

    /** Of the host as OSHI sees it; nothing when OSHI could not look, which it tells by counters of zero. */
    static Source<CpuReading> of(Oshi oshi) {
        Scope scope = new Scope();
        return () -> {
            long[] ticks = oshi.hardware().getProcessor().getSystemCpuLoadTicks();
            String words = scope.of(oshi.hardware().getProcessor().getLogicalProcessorCount(), Cpu::host);
            return host("oshi", ticks, words);
        };
    }

    /** Of the host as {@code /proc/stat} has it, by a file that is held open; nothing where there is none. */
    static Source<CpuReading> of(Kernel kernel) {
        KernelFile stat = kernel.file("/proc/stat");
        return () -> {
            if (!stat.exists()) {
                return Optional.empty();
            }
            KernelText text = stat.read();
            StringTokenizer words = text.words();
            words.nextToken();
            long[] ticks = new long[TickType.values().length];
            for (int i = 0; i < ticks.length && words.hasMoreTokens(); i++) {
                ticks[i] = text.number(words.nextToken());
            }
            return host("/proc/stat", ticks, "host");
        };
    }

    /** OSHI's order of the counters is that of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static Optional<CpuReading> host(String counter, long[] ticks, String scope) {
        long whole = 0;
        for (long tick : ticks) {
            whole += tick;
        }
        long idle = ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
        return whole <= 0 ? Optional.empty() : Optional.of(new CpuReading(counter, whole - idle, whole, 1, scope));
    }

    private static String host(double cpus) {
        return "host, " + Cpus.words(cpus);
    }
}
