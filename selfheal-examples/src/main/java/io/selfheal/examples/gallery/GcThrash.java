package io.selfheal.examples.gallery;

import java.time.Duration;

/**
 * A cache is filled with nearly all of the heap, in small objects, and the collector has to go through all of them to find
 * hardly anything for the requests that go on.
 */
final class GcThrash implements Fault {
    private static final long SCARCE = 6 << 20;

    @Override
    public String name() {
        return "gc-thrash";
    }

    @Override
    public void inject(Shop shop) {
        shop.reports().bound(Integer.MAX_VALUE);
        long order = -1;
        long kept = 0;
        for (int round = 0; round < 2; round++) {
            System.gc();
            for (long room = free() - SCARCE; room > 0 && kept <= shop.reports().bytes(); room -= Report.BYTES) {
                kept = shop.reports().bytes(); // less by the next look, and somebody has mended it already
                shop.reports().of(order--);
            }
        }
    }

    @Override
    public void end(Shop shop) {
        shop.reports().bound(Shop.REPORTS);
    }

    @Override
    public Cure cure() {
        return Cure.of("trim-caches", Duration.ofSeconds(2));
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
