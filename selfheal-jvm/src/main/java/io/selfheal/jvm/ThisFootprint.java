package io.selfheal.jvm;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** The footprint of this process. Resident memory is known on Linux only, by a file that is held open. */
final class ThisFootprint implements Footprint.Source {
    /** What a thread takes of its stack and beside it, as measured: 2,000 waiting threads took 80 to 100 KiB each. */
    private static final long PER_THREAD = 90 << 10;

    private final LiveHeap live = LiveHeap.ofThisJvm();
    private final List<Buffers> buffers =
            Buffers.all().stream().filter(Buffers::direct).toList();
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final KernelFile status;

    ThisFootprint(Kernel kernel) {
        this.status = kernel.file("/proc/self/status");
    }

    @Override
    public Footprint read() throws IOException {
        live.look();
        return new Footprint(
                status.exists() ? status.read().need("VmRSS:") * 1024.0 : 0,
                live.bytes(),
                memory.getHeapMemoryUsage().getCommitted(),
                buffers.stream().mapToLong(pool -> pool.bytes().getAsLong()).sum(),
                memory.getNonHeapMemoryUsage().getUsed(),
                (double) PER_THREAD * threads.getThreadCount());
    }
}
