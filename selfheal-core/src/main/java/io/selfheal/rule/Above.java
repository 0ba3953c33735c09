package io.selfheal.rule;

import java.time.Duration;

/** A rule about a gauge that is too great. Immutable. */
public final class Above extends Sentence<Above> {
    private final Level level;
    private final Remedy remedy;

    Above(Level level, Remedy remedy) {
        super(level, remedy);
        this.level = level;
        this.remedy = remedy;
    }

    /**
     * Sets the level at which a raised symptom clears. A number equal to it clears too, so that a level at the very end of
     * a scale, such as 0, can be reached.
     *
     * @param clearing the level, less than the limit
     * @return the rule so far
     */
    public Above clearingBelow(double clearing) {
        return new Above(level.clearingAt(clearing), remedy);
    }

    @Override
    public Above lasting(Duration dwell) {
        return new Above(level.lasting(Dwell.of(dwell)), remedy);
    }

    @Override
    Above with(Remedy changed) {
        return new Above(level, changed);
    }
}
