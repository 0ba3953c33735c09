package io.selfheal.detect;

import java.nio.ByteBuffer;

/**
 * Tells a counter from a gauge by its values, and reads it as a rate. What rises a hundred times without a fall is a
 * counter; its fall is a reset, of which no increase can be told. What falls twice in short order was none. What fell ten
 * times without having become one is a gauge for good: when that rises a hundred times in a row, something is wrong.
 */
final class Counter {
    static final int BYTES = Double.BYTES + Integer.BYTES + 1;

    private static final int SURE = 100;
    private static final int DOUBTFUL = 10;
    private static final int GAUGE = 10;

    private double last = Double.NaN;
    private int rises;
    /** So many times it fell while it was no counter. */
    private int falls;

    private boolean counting;

    /**
     * Takes the next value.
     *
     * @return whether what the series is has changed, so that nothing learnt so far holds
     */
    boolean changes(double value) {
        boolean before = counting;
        if (value < last) {
            falls = counting ? 0 : Math.min(GAUGE, falls + 1);
            counting &= rises >= DOUBTFUL;
            rises = 0;
        } else if (value > last) {
            rises = Math.min(SURE, rises + 1);
            counting |= rises == SURE && falls < GAUGE;
        }
        return counting != before;
    }

    /** The value to judge: of a counter its increase a second, NaN if that is unknown; of a gauge itself. */
    double read(double value, double elapsed) {
        double before = last;
        last = value;
        if (!counting) {
            return value;
        }
        return elapsed > 0 && value >= before ? (value - before) / elapsed : Double.NaN;
    }

    boolean counting() {
        return counting;
    }

    void forget() {
        last = Double.NaN;
        rises = 0;
        falls = 0;
        counting = false;
    }

    void write(ByteBuffer to) {
        to.putDouble(last).putInt(rises).put((byte) (counting ? 1 : 2 * falls));
    }

    void read(ByteBuffer from) {
        last = from.getDouble();
        rises = from.getInt();
        byte kind = from.get();
        counting = kind == 1;
        falls = counting ? 0 : Math.max(0, Math.min(GAUGE, kind / 2));
    }
}
