package io.selfheal.jvm;

/** A cache that can give memory back. Its methods are called on a thread of selfheal's own, one call at a time. */
public interface TrimmableCache {
    /** What it is called in the record. */
    String name();

    /** What it holds, in bytes; an estimate will do, 0 if it is empty. */
    long bytes();

    /** How long it takes to fetch or compute all that it holds anew, in seconds; 0 if that costs nothing. */
    double refillSeconds();

    /**
     * The name of the health metric of what it is filled from. While that is DOWN or DEGRADED the cache is left alone: what
     * it holds may be all there is. Empty, as by default, if it is filled from nothing that can be sick.
     */
    default String source() {
        return "";
    }

    /**
     * Lets go of a part of what it holds, what is needed least first.
     *
     * @param share how much, above 0 and up to 1
     */
    void trim(double share);
}
