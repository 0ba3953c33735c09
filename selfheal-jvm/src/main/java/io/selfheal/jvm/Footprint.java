package io.selfheal.jvm;

import java.io.IOException;

/**
 * What a process takes, by part, in bytes.
 *
 * @param resident what is in memory; 0 if unknown
 * @param own the same without what is mapped from files, and each page of the heap once; 0 if unknown
 * @param heap what lives in the heap; NaN if no collection told yet
 * @param committed what the heap takes from the system
 * @param touched what of that has ever been in use at once, as far as it was seen: about what of it is in memory
 * @param direct direct buffers
 * @param metaspace metaspace and code
 * @param threads stacks, by an estimate
 */
record Footprint(
        double resident,
        double own,
        double heap,
        double committed,
        double touched,
        double direct,
        double metaspace,
        double threads) {
    /** What the JVM does not account for: native libraries, allocator, the JVM's own; a lower bound, NaN if unknown. */
    double unaccounted() {
        return own <= 0 ? Double.NaN : Math.max(0, own - committed - direct - metaspace - threads);
    }

    /** The same by an estimate: without the heap as far as it was touched, instead of all of it. NaN if unknown. */
    double beyondTouched() {
        return own <= 0 ? Double.NaN : own - touched - direct - metaspace - threads;
    }

    /** Where a footprint is read. */
    interface Source {
        Footprint read() throws IOException;
    }
}
