package io.selfheal;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * In which pieces memory is held in reserve, so that each is of use once it is let go.
 *
 * <p>Serial gives back what it finds, be it ever so little. G1, ZGC and Shenandoah hand out memory by the region: of a small
 * piece somewhere in a full region nothing comes back. So there a piece fills a region of its own. Parallel gives it back, but
 * where each allocation is a whole collection, what is too little for a turn is used up by turns that do not get to their end.
 *
 * @param pieces how many
 * @param size how many bytes each has
 * @param gap for how long the second one is held back after the first, in nanoseconds
 * @param growth how many times as long each further one is held back than the one before
 */
record Reserve(int pieces, int size, long gap, int growth) {
    /** Enough for a turn with an incident; 1 MiB in all. */
    private static final Reserve SMALL = new Reserve(16, 64 << 10, TimeUnit.MILLISECONDS.toNanos(10), 2);

    /** A region is enough for several turns. */
    private static final int MOST_REGIONS = 3;

    private static final int LEAST_REGIONS = 2;

    /** No more of the heap than this part, if that leaves at least two. */
    private static final long PART = 16;

    /** Where two regions are more of the heap than this part, the host needs them more. */
    private static final long MOST_PART = 8;

    /** The last one is let go three seconds after the first at the earliest. */
    private static final int GROWTH = 3;

    private static final long GAP = TimeUnit.SECONDS.toNanos(1);

    /** An array with this much less than a region, for its header, fills it alone. */
    private static final int HEADER = 64;

    /** Enough for a turn with an incident. */
    private static final long PARALLEL_PIECE = 512 << 10;

    /** A small page of ZGC (JEP 333); larger objects have a page of their own, a multiple of that. */
    private static final long ZGC_PAGE = 2 << 20;

    /** Shenandoah has about so many regions, of at least 256 KiB. */
    private static final long SHENANDOAH_REGIONS = 2048;

    private static final long SHENANDOAH_LEAST = 256 << 10;

    /** Beyond this a piece would be a burden. */
    private static final long LARGEST = 32 << 20;

    /** What suits the collector of this JVM. */
    static Reserve ofThisJvm() {
        long heap = Runtime.getRuntime().maxMemory();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            String name = collector.getName();
            if (name.startsWith("G1")) {
                return regions(g1Region(), heap);
            }
            if (name.startsWith("PS")) {
                return regions(PARALLEL_PIECE, heap);
            }
            if (name.startsWith("ZGC")) {
                return regions(ZGC_PAGE, heap);
            }
            if (name.startsWith("Shenandoah")) {
                return regions(Math.max(SHENANDOAH_LEAST, Long.highestOneBit(heap / SHENANDOAH_REGIONS)), heap);
            }
        }
        return SMALL;
    }

    static Reserve small() {
        return SMALL;
    }

    /**
     * Whole regions.
     *
     * @param size of each, in bytes
     * @param heap the most that the heap may have, in bytes
     */
    static Reserve regions(long size, long heap) {
        if (size <= HEADER || size > LARGEST || LEAST_REGIONS * size > heap / MOST_PART) {
            return SMALL;
        }
        int regions = (int) Math.max(LEAST_REGIONS, Math.min(MOST_REGIONS, heap / PART / size));
        return new Reserve(regions, (int) size - HEADER, regions == LEAST_REGIONS ? GROWTH * GAP : GAP, GROWTH);
    }

    /** 0 where the JVM does not tell. */
    private static long g1Region() {
        try {
            HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return flags == null
                    ? 0
                    : Long.parseLong(flags.getVMOption("G1HeapRegionSize").getValue());
        } catch (RuntimeException | LinkageError notHotSpot) { // no reason for a service not to start
            return 0;
        }
    }
}
