package io.selfheal.rule;

import java.time.Duration;

/** A rule without a clearing level to set: about a health, or about several conditions together. Immutable. */
public final class Plain extends Sentence<Plain> {
    private final Condition condition;
    private final Remedy remedy;

    Plain(Condition condition, Remedy remedy) {
        super(condition, remedy);
        this.condition = condition;
        this.remedy = remedy;
    }

    @Override
    public Plain lasting(Duration dwell) {
        return new Plain(condition.lasting(Dwell.of(dwell)), remedy);
    }

    @Override
    Plain with(Remedy changed) {
        return new Plain(condition, changed);
    }
}
