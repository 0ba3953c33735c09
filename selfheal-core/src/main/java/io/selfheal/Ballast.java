package io.selfheal;

/**
 * Memory held in reserve for the bad case: thrown overboard piece by piece when there is none left, so that the loop can see
 * the trouble, act and record it, and taken in again when there is plenty. Piece by piece, because the thread that fills the
 * heap takes the first ones. Empty until it is first taken in. From any thread; a piece too few or too many does not matter.
 */
final class Ballast {
    private static final int PIECES = 16;

    /** Enough for a turn with an incident; 1 MiB in all. */
    private static final int PIECE = 64 << 10;

    /** Taking it in must not bring the lack about. */
    private static final long PLENTY = 4L * PIECES * PIECE;

    private static final byte[] NONE = {};

    private final byte[][] held = new byte[PIECES][];
    private volatile int left;

    /** Memory ran out somewhere. Allocates nothing. */
    synchronized void drop() {
        if (left > 0) {
            left--;
            held[left] = NONE;
        }
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
