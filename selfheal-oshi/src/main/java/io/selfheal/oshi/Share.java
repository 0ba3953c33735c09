package io.selfheal.oshi;

/**
 * The share of something that a growing counter says was used between two readings. Gives none for the first reading,
 * after a hole in time, and when a counter went backwards: each starts anew. Where the loop itself is slow, a long gap is no
 * hole: that is more than twice as long as the gap before.
 */
final class Share {
    private final long hole;
    private boolean started;
    private String counter = "";
    private long time;
    private long before;
    private long used;
    private long whole;

    /**
     * A share that has not seen anything.
     *
     * @param hole the nanoseconds between two readings up to which there is no hole between them
     */
    Share(long hole) {
        this.hole = hole;
    }

    /**
     * Takes a reading.
     *
     * @param reading the counters
     * @param now when it was taken, in nanoseconds of a ticker
     * @return the share since the last one, from 0 to 1; NaN if none can be told. It is cut at 1: the two counters are not
     *     read at the same instant, and a container may burst beyond its quota
     */
    double since(CpuReading reading, long now) {
        long elapsed = now - time;
        long usedMore = reading.used() - used;
        long wholeMore = reading.whole() - whole;
        boolean comparable = started
                && counter.equals(reading.counter())
                && elapsed > 0
                && elapsed <= Math.max(hole, 2 * before)
                && usedMore >= 0
                && wholeMore > 0;
        before = started && elapsed > 0 ? elapsed : before;
        started = true;
        counter = reading.counter();
        time = now;
        used = reading.used();
        whole = reading.whole();
        return comparable ? clamp(usedMore / (wholeMore * reading.cpus())) : Double.NaN;
    }

    /** A ratio cut to 0 to 1. */
    static double clamp(double ratio) {
        return Math.max(0, Math.min(1, ratio));
    }
}
