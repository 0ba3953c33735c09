package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import java.util.Optional;

/** Where the resident memory of this process can be read, in bytes. */
final class Resident {
    private Resident() {}

    /** As OSHI sees it; nothing if it could not tell. */
    static Source<Long> of(Oshi oshi) {
        return () -> Optional.of(oshi.operatingSystem().getCurrentProcess().getResidentMemory())
                .filter(bytes -> bytes > 0);
    }

    /** As {@code /proc/self/status} has it, by a file that is held open; nothing where there is none. */
    static Source<Long> of(Kernel kernel) {
        KernelFile status = kernel.file("/proc/self/status");
        return () -> status.exists() ? Optional.of(status.read().need("VmRSS:") * 1024) : Optional.empty();
    }
}
