package io.selfheal.oshi;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import java.util.Optional;
import oshi.software.os.OSProcess;

/** Where the resident memory of this process can be read, in bytes. */
final class Resident {
    private Resident() {}

    /** As OSHI sees it; nothing if it could not tell. */
    static Source<Long> of(Oshi oshi) {
        OSProcess[] self = new OSProcess[1];
        return () -> {
            boolean told = true;
            if (self[0] == null) {
                self[0] = oshi.operatingSystem().getCurrentProcess();
            } else {
                told = self[0].updateAttributes();
            }
            return Optional.of(told ? self[0].getResidentMemory() : 0).filter(bytes -> bytes > 0);
        };
    }

    /** As {@code /proc/self/status} has it, by a file that is held open; nothing where there is none. */
    static Source<Long> of(Kernel kernel) {
        KernelFile status = kernel.file("/proc/self/status");
        return () -> status.exists() ? Optional.of(status.read().need("VmRSS:") * 1024) : Optional.empty();
    }
}
