package io.selfheal.detect;

import io.selfheal.Norm;

/** Norms by {@link Surprise}: what {@code when("orders.rate").isUnusual()} asks. */
public final class LearntNorms implements Norm.Source {
    /** For the {@link java.util.ServiceLoader}. */
    public LearntNorms() {}

    @Override
    public Norm of(String metric, double falseAlarmsAMonth) {
        return new LearntNorm(new Series(metric, new FalseAlarms(falseAlarmsAMonth).limit()));
    }
}
