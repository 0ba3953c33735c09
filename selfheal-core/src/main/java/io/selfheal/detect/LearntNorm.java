package io.selfheal.detect;

import io.selfheal.Gauge;
import io.selfheal.Intervention;
import io.selfheal.Norm;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.util.Optional;

/** A gauge's {@link Series} as a number. */
final class LearntNorm implements Norm {
    private final Series series;
    private String reason = "";
    private boolean renewed;

    LearntNorm(Series series) {
        this.series = series;
    }

    @Override
    public double deviation(Snapshot snapshot) {
        double now = judged(snapshot);
        boolean before = renewed;
        renewed = false;
        return before ? 0 : now;
    }

    private double judged(Snapshot snapshot) {
        Optional<Reading> reading = snapshot.reading(series.metric());
        if (reading.isEmpty() || !(reading.get().metric() instanceof Gauge gauge)) {
            return Double.NaN;
        }
        Optional<Symptom> raised = series.see(snapshot, reading.get(), gauge);
        if (!reading.get().fresh() || !Double.isFinite(gauge.value())) {
            return Double.NaN;
        }
        reason = raised.map(symptom -> symptom.findings().get(0).limit()).orElse("");
        return raised.map(symptom -> 1 + Math.max(0, symptom.severity())).orElse(series.known() ? 0 : Double.NaN);
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public String kind() {
        return series.kind();
    }

    @Override
    public String metric() {
        return series.metric();
    }

    @Override
    public String component() {
        return series.component();
    }

    @Override
    public byte[] state() {
        return series.state();
    }

    @Override
    public void restore(String component, byte[] state) {
        series.restore(component, state);
    }

    @Override
    public void rebase(Intervention intervention) {
        renewed |= intervention == Intervention.DEPLOYED;
        series.rebase(intervention);
    }
}
