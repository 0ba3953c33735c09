package io.selfheal.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Optional;

/** What writes the heap to a file. */
interface Dumper {
    /** What is in use in the heap, and what it has taken from the system, in bytes. */
    record Heap(long used, long committed) {}

    /** How large the heap is. */
    Heap heap();

    /** How much of it lived after the latest collection that told, in bytes; NaN if none has. */
    double live();

    /**
     * Collects, and writes what lives. Every thread stands still meanwhile.
     *
     * @param file where to; must not be there yet, ends in {@code .hprof}
     */
    void dump(Path file) throws IOException;

    static Dumper ofThisJvm() {
        LiveHeap live = LiveHeap.ofThisJvm();
        Optional<HotSpotDiagnosticMXBean> hotSpot = HotSpot.bean();
        return new Dumper() {
            @Override
            public Heap heap() {
                MemoryUsage usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
                return new Heap(usage.getUsed(), usage.getCommitted());
            }

            @Override
            public double live() {
                live.lookAnew();
                return live.bytes();
            }

            @Override
            public void dump(Path file) throws IOException {
                hotSpot.orElseThrow(() -> new IOException("this JVM cannot write a heap dump"))
                        .dumpHeap(file.toString(), true);
            }
        };
    }
}
