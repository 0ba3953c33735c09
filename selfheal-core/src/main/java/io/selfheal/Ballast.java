package io.selfheal;

import java.util.concurrent.TimeUnit;

/**
 * Memory held in reserve for the bad case: thrown overboard piece by piece when there is none left, so that the loop can see
 * the trouble, act and record it, and taken in again when there is plenty. Empty until it is first taken in. From any thread.
 *
 * <p>What fills the heap takes the first pieces as soon as they are there. So each is held back for longer than the one
 * before: however long the heap keeps filling up, most of the reserve is left when it no longer does, and the loop has its
 * memory after at most as long again.
 */
final class Ballast {
    /** Taking it in must not bring the lack about: so many times as much has to be free. */
    private static final long PLENTY = 4;

    private static final long LONGEST_GAP = TimeUnit.SECONDS.toNanos(10);
    private static final byte[] NONE = {};

    private final Ticker ticker;
    private final Reserve reserve;
    private final byte[][] held;
    private volatile int left;
    private long gap;
    private long next;

    /** Of small pieces. */
    Ballast(Ticker ticker) {
        this(ticker, Reserve.small());
    }

    Ballast(Ticker ticker, Reserve reserve) {
        this.ticker = ticker;
        this.reserve = reserve;
        this.held = new byte[reserve.pieces()][];
    }

    /** Memory ran out somewhere. Allocates nothing. */
    synchronized void drop() {
        long now = ticker.nanos();
        if (left > 0 && (left == held.length || now - next >= 0)) {
            gap = left == held.length ? reserve.gap() : Math.min(reserve.growth() * gap, LONGEST_GAP);
            next = now + gap;
            left--;
            held[left] = NONE;
        }
    }

    /** How many pieces are left. */
    int left() {
        return left;
    }

    /** Takes in what is missing if there is plenty of memory; called every turn, so it looks before it asks. */
    void take() {
        Runtime runtime = Runtime.getRuntime();
        if (left < held.length
                && runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory()
                        > PLENTY * held.length * reserve.size()) {
            refill();
        }
    }

    private synchronized void refill() {
        while (left < held.length) {
            held[left] = new byte[reserve.size()];
            left++;
        }
    }
}
