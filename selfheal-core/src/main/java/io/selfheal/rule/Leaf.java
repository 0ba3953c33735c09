package io.selfheal.rule;

import io.selfheal.Finding;
import io.selfheal.Learner;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Watches one metric. */
final class Leaf extends Watch {
    /** No number is worse than this, so that severities can be added up and compared. */
    static final double WORST = 1e6;

    private final Single condition;
    private final Measure measure;
    private final String against;
    private double number = Double.NaN;
    private double severity;
    private String told = "";
    private @Nullable Finding finding;

    Leaf(Single condition) {
        super(condition);
        this.condition = condition;
        this.measure = condition.measure();
        this.against = condition.against();
    }

    @Override
    Truth judge(Snapshot snapshot, boolean raised) {
        if (!raised) {
            finding = null;
        }
        double now = measure.take(snapshot, raised);
        if (Double.isNaN(now)) {
            return Truth.UNKNOWN;
        }
        boolean holds = raised ? !condition.clears(now) : condition.raises(now);
        if (holds) {
            number = now;
            severity = clamped(condition.severity(now));
            told = measure.told();
        }
        return Truth.of(holds);
    }

    @Override
    long shown(Snapshot snapshot, boolean until) {
        return snapshot.sampled(condition.metric()).orElse(snapshot.nanos());
    }

    @Override
    Stream<Learner> learners() {
        return measure.learner().stream();
    }

    @Override
    double severity() {
        return severity;
    }

    @Override
    void tell(Snapshot snapshot, Consumer<Finding> listener) {
        if (finding == null || truth() == Truth.YES) {
            finding = snapshot.reading(condition.metric())
                    .map(reading -> new Finding(reading.metric(), condition.told(number) + told + against))
                    .orElse(finding);
        }
        if (finding != null) {
            listener.accept(finding);
        }
    }

    @Override
    boolean takeUp(Symptom symptom, boolean unnamed) {
        Optional<Finding> named = symptom.findings().stream()
                .filter(found -> found.metric().name().equals(condition.metric()))
                .findFirst();
        if (named.isEmpty() && !unnamed) {
            return false;
        }
        finding = named.orElseGet(() -> symptom.findings().get(0));
        severity = symptom.severity();
        return true;
    }

    private static double clamped(double severity) {
        return Double.isNaN(severity) ? 0 : Math.max(-WORST, Math.min(WORST, severity));
    }
}
