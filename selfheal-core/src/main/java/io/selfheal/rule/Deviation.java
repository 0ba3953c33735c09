package io.selfheal.rule;

import io.selfheal.Learner;
import io.selfheal.Norm;
import io.selfheal.Snapshot;
import java.util.Optional;

/** How far a gauge is from its norm. */
final class Deviation implements Measure {
    private final Norm norm;

    Deviation(String metric, double falseAlarmsAMonth) {
        norm = Provided.norms().of(metric, falseAlarmsAMonth);
    }

    @Override
    public double take(Snapshot snapshot) {
        return norm.deviation(snapshot);
    }

    @Override
    public Optional<Learner> learner() {
        return Optional.of(norm);
    }

    @Override
    public String told() {
        return norm.reason().isEmpty() ? "" : norm.reason() + ": ";
    }
}
