package io.selfheal;

import java.util.concurrent.TimeUnit;

/**
 * Memory held in reserve for the bad case: thrown overboard piece by piece when there is none left, so that the loop can see
 * the trouble, act and record it, and taken in again when there is plenty. Empty until it is first taken in. From any thread.
 *
 * <p>What fills the heap takes the first pieces as soon as they are there. So each is held back for twice as long as the one
 * before: however long the heap keeps filling up, most of the reserve is left when it no longer does, and the loop has its
 * memory after at most as long again.
 */
final class Ballast {
    private static final int PIECES = 16;

    /** Enough for a turn with an incident; 1 MiB in all. */
    private static final int PIECE = 64 << 10;

    /** Taking it in must not bring the lack about. */
    private static final long PLENTY = 4L * PIECES * PIECE;

    private static final long FIRST_GAP = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_GAP = TimeUnit.SECONDS.toNanos(10);
    private static final byte[] NONE = {};

    private final Ticker ticker;
    private final byte[][] held = new byte[PIECES][];
    private volatile int left;
    private long gap;
    private long next;

    Ballast(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Memory ran out somewhere. Allocates nothing. */
    synchronized void drop() {
        long now = ticker.nanos();
        if (left > 0 && (left == PIECES || now - next >= 0)) {
            gap = left == PIECES ? FIRST_GAP : Math.min(2 * gap, LONGEST_GAP);
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
        if (left < PIECES && runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > PLENTY) {
            refill();
        }
    }

    private synchronized void refill() {
        while (left < PIECES) {
            held[left] = new byte[PIECE];
            left++;
        }
    }
}
