package io.selfheal.jvm;

/** Compares two lists of counters by thread, each sorted by the threads' ids. */
final class Merge {
    private Merge() {}

    /** Told of each thread that is in the newer list. */
    interface Visitor {
        void grown(long id, long more);
    }

    /** By how much they grew together; a new thread's counter counts whole, one of an ended thread not at all. */
    static long growth(long[] ids, long[] counters, long[] newIds, long[] newCounters, Visitor visitor) {
        long sum = 0;
        int old = 0;
        for (int i = 0; i < newIds.length; i++) {
            while (old < ids.length && ids[old] < newIds[i]) {
                old++;
            }
            long before = old < ids.length && ids[old] == newIds[i] ? Math.max(0, counters[old]) : 0;
            long more = Math.max(0, newCounters[i] - before);
            sum += more;
            visitor.grown(newIds[i], more);
        }
        return sum;
    }
}
