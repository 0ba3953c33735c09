package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.util.Optional;
import oshi.hardware.GlobalMemory;

/** The memory of the whole machine. */
final class HostMemory {
    private HostMemory() {}

    /** As OSHI sees it; nothing when OSHI could not look, which it tells by a total of zero. */
    static Source<MemoryReading> of(Oshi oshi) {
        return () -> {
            GlobalMemory memory = oshi.hardware().getMemory();
            long total = memory.getTotal();
            return total <= 0 ? Optional.empty() : Optional.of(reading(total, memory.getAvailable()));
        };
    }

    /** As {@code /proc/meminfo} has it, by a file that is held open; nothing where there is none. */
    static Source<MemoryReading> of(Kernel kernel) {
        KernelFile meminfo = kernel.file("/proc/meminfo");
        return () -> {
            if (!meminfo.exists()) {
                return Optional.empty();
            }
            KernelText text = meminfo.read();
            return Optional.of(reading(text.need("MemTotal:") * 1024, text.need("MemAvailable:") * 1024));
        };
    }

    private static MemoryReading reading(long total, long available) {
        return new MemoryReading(total, total - available, "host", "");
    }
}
