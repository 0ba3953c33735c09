package io.selfheal.jvm;

import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;

/**
 * The footprint of this process. Resident memory is known on Linux only, by a file that is held open.
 *
 * <p>What is its own is anonymous memory, and shared memory up to the size of the heap: ZGC without generations maps each page
 * of the heap three times, as shared memory, and the kernel counts it three times. Files that are mapped are the kernel's to
 * take back. Kernels before 4.5 do not tell these apart; there all that is resident counts as its own.
 */
final class ThisFootprint implements Footprint.Source {
    /** What a thread takes of its stack and beside it, as measured: 2,000 waiting threads took 80 to 100 KiB each. */
    private static final long PER_THREAD = 90 << 10;

    private final LiveHeap live = LiveHeap.ofThisJvm();
    private final List<Buffers> buffers =
            Buffers.all().stream().filter(Buffers::direct).toList();
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final KernelFile status;
    private long mostUsed;

    ThisFootprint(Kernel kernel) {
        this.status = kernel.file("/proc/self/status");
    }

    @Override
    public Footprint read() throws IOException {
        live.look();
        Optional<KernelText> now = status.exists() ? Optional.of(status.read()) : Optional.empty();
        MemoryUsage usage = memory.getHeapMemoryUsage();
        mostUsed = Math.min(usage.getCommitted(), Math.max(mostUsed, usage.getUsed()));
        double committed = usage.getCommitted();
        double resident = now.isPresent() ? now.get().need("VmRSS:") * 1024.0 : 0;
        return new Footprint(
                resident,
                now.isPresent() ? own(now.get(), resident, committed) : 0,
                live.bytes(),
                committed,
                mostUsed,
                buffers.stream().mapToLong(pool -> pool.bytes().getAsLong()).sum(),
                memory.getNonHeapMemoryUsage().getUsed(),
                (double) PER_THREAD * threads.getThreadCount());
    }

    private static double own(KernelText status, double resident, double committed) throws IOException {
        Optional<Long> anonymous = status.amount("RssAnon:");
        Optional<Long> shared = status.amount("RssShmem:");
        return anonymous.isPresent() && shared.isPresent()
                ? anonymous.get() * 1024.0 + Math.min(shared.get() * 1024.0, committed)
                : resident;
    }
}
