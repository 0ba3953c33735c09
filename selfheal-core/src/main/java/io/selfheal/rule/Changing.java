package io.selfheal.rule;

import java.time.Duration;

/** A rule about a gauge that rises or falls too fast. Immutable. */
public final class Changing extends Sentence<Changing> {
    private final Change change;
    private final Remedy remedy;

    Changing(Change change, Remedy remedy) {
        super(change, remedy);
        this.change = change;
        this.remedy = remedy;
    }

    /**
     * Sets the amount at which a raised symptom clears: when the gauge rises, or falls, by no more than this within the
     * window.
     *
     * @param amount how much, less than the amount that raises; 0 to clear when it stands still
     * @return the rule so far
     */
    public Changing clearingBelow(double amount) {
        return new Changing(change.clearingAt(amount), remedy);
    }

    @Override
    public Changing lasting(Duration dwell) {
        return new Changing(change.lasting(Dwell.of(dwell)), remedy);
    }

    @Override
    Changing with(Remedy changed) {
        return new Changing(change, changed);
    }
}
