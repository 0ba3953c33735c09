package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.util.Optional;
import oshi.hardware.VirtualMemory;

/** Where the swap space of the host can be read. */
final class Swap {
    private Swap() {}

    /** As OSHI sees it. */
    static Source<SwapReading> of(Oshi oshi) {
        return () -> {
            VirtualMemory memory = oshi.hardware().getMemory().getVirtualMemory();
            return Optional.of(new SwapReading((double) memory.getSwapTotal(), (double) memory.getSwapUsed()));
        };
    }

    /** As {@code /proc/meminfo} has it, by a file that is held open; nothing where there is none. */
    static Source<SwapReading> of(Kernel kernel) {
        KernelFile meminfo = kernel.file("/proc/meminfo");
        return () -> {
            if (!meminfo.exists()) {
                return Optional.empty();
            }
            KernelText text = meminfo.read();
            double total = text.need("SwapTotal:") * 1024.0;
            return Optional.of(new SwapReading(total, total - text.need("SwapFree:") * 1024.0));
        };
    }
}
