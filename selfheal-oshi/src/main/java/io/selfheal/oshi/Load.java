package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import java.util.Optional;
import oshi.hardware.CentralProcessor;

/** Where the load average of the host can be read. */
final class Load {
    private Load() {}

    /** As OSHI sees it. */
    static Source<LoadReading> of(Oshi oshi) {
        return () -> {
            CentralProcessor processor = oshi.hardware().getProcessor();
            double load = processor.getSystemLoadAverage(1)[0];
            return Optional.of(new LoadReading(load, processor.getLogicalProcessorCount()));
        };
    }

    /** As {@code /proc/loadavg} has it, by files that are held open; nothing where there are none. */
    static Source<LoadReading> of(Kernel kernel) {
        KernelFile average = kernel.file("/proc/loadavg");
        KernelFile list = Cpus.list(kernel);
        return () -> {
            long cpus = average.exists() ? Cpus.online(list) : Long.MAX_VALUE;
            return cpus == Long.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(new LoadReading(average.read().decimal(), (double) cpus));
        };
    }
}
