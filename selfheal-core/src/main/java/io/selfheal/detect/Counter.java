package io.selfheal.detect;

import java.nio.ByteBuffer;

/**
 * Tells a counter from a gauge by its values, and reads it as a rate. What rises a hundred times without a fall is a
 * counter; its fall is a reset, of which no increase can be told. What falls twice in short order was none.
 */
final class Counter {
    static final int BYTES = Double.BYTES + Integer.BYTES + 1;

    private static final int SURE = 100;
    private static final int DOUBTFUL = 10;

    private double last = Double.NaN;
    private int rises;
    private boolean counting;

    /**
     * Takes the next value.
     *
     * @return whether what the series is has changed, so that nothing learnt so far holds
     */
    boolean changes(double value) {
        boolean before = counting;
        if (value < last) {
            counting &= rises >= DOUBTFUL;
            rises = 0;
        } else if (value > last) {
            rises = Math.min(SURE, rises + 1);
            counting |= rises == SURE;
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
        counting = false;
    }

    void write(ByteBuffer to) {
        to.putDouble(last).putInt(rises).put((byte) (counting ? 1 : 0));
    }

    void read(ByteBuffer from) {
        last = from.getDouble();
        rises = from.getInt();
        counting = from.get() == 1;
    }
}
