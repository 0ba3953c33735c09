package io.selfheal.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What was rare lately, so that nobody is told twice and what keeps recurring stops being news.
 *
 * <p><em>Hold:</em> after a peak a point must be rarer still to count; the bar sinks with a time constant of a day, in
 * time and not in points. <em>Habituation:</em> every peak of the last month that was at least as rare makes this one less
 * so. With <i>c</i> of them the return time is divided by 1 + <i>c</i>: the model's tail is corrected by the tail that was
 * seen, which is what keeps the rate of false alarms in a series whose spikes are its nature.
 */
final class Peaks {
    static final int BYTES = Float.BYTES * Peaks.CELLS + 2 * Double.BYTES;

    private static final int CELLS = 24;
    private static final double CELLS_PER_NAT = 2;
    private static final double HOLD_SECONDS = 86_400;
    private static final double MONTH_SECONDS = 30 * 86_400.0;
    /** An escalation is 5 % beyond the bar; less is the same event going on. */
    private static final double ESCALATION = 1.05;

    private static final double HEAVY = 1e6;

    private final float[] peaks = new float[CELLS];
    private double weight = 1;
    private double bar;
    private double lastElapsed = Double.NaN;
    private double sinking = 1;
    private double growth = 1;

    /**
     * What remains of a rarity after hold and habituation.
     *
     * @param rarity in nats
     * @param elapsed seconds since the point before, 0 or more
     * @return nats, 0 while held
     */
    double temper(double rarity, double elapsed) {
        pass(elapsed);
        double before = bar;
        bar = Math.max(bar, rarity);
        if (rarity <= before * ESCALATION || rarity <= 0) {
            return 0;
        }
        int cell = Math.min(CELLS - 1, (int) (rarity * CELLS_PER_NAT));
        double asRare = 0;
        for (int i = cell; i < CELLS; i++) {
            asRare += peaks[i];
        }
        peaks[cell] += (float) weight;
        return Math.max(0, rarity - Math.log(1 + asRare / weight));
    }

    private void pass(double elapsed) {
        if (elapsed != lastElapsed) { // most series have an even step, and exp is the dearest thing here
            lastElapsed = elapsed;
            sinking = Math.exp(-elapsed / HOLD_SECONDS);
            growth = Math.exp(Math.min(10, elapsed / MONTH_SECONDS));
        }
        bar *= sinking;
        weight *= growth;
        if (weight > HEAVY) {
            for (int i = 0; i < CELLS; i++) {
                peaks[i] /= (float) weight;
            }
            weight = 1;
        }
    }

    void forget() {
        Arrays.fill(peaks, 0);
        weight = 1;
        bar = 0;
    }

    void write(ByteBuffer to) {
        for (float peak : peaks) {
            to.putFloat(peak);
        }
        to.putDouble(weight).putDouble(bar);
    }

    void read(ByteBuffer from) {
        for (int i = 0; i < CELLS; i++) {
            peaks[i] = from.getFloat();
        }
        weight = from.getDouble();
        bar = from.getDouble();
    }
}
