package io.selfheal.rule;

import java.time.Duration;

/** A rule about a gauge that is too small. Immutable. */
public final class Below extends Sentence<Below> {
    private final Level level;
    private final Remedy remedy;

    Below(Level level, Remedy remedy) {
        super(level, remedy);
        this.level = level;
        this.remedy = remedy;
    }

    /**
     * Sets the level at which a raised symptom clears. A number equal to it clears too, so that a level at the very end of
     * a scale, such as a ratio of 1, can be reached.
     *
     * @param clearing the level, greater than the limit
     * @return the rule so far
     */
    public Below clearingAbove(double clearing) {
        return new Below(level.clearingAt(clearing), remedy);
    }

    @Override
    public Below lasting(Duration dwell) {
        return new Below(level.lasting(Dwell.of(dwell)), remedy);
    }

    @Override
    Below with(Remedy changed) {
        return new Below(level, changed);
    }
}
