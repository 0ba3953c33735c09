package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A rule with a window: raised after a metric was above a limit for so long without a hole in time. */
record LastingRule(String metric, double limit, Duration lasting, List<String> ladder) implements Rule {
    @Override
    public String id() {
        return metric + "-lastingly-high";
    }

    @Override
    public String reason() {
        return "because " + metric + " stays high";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(metric);
    }

    @Override
    public Duration settle() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public Detector newDetector() {
        return new Detector() {
            private Optional<Long> above = Optional.empty();

            @Override
            public List<Symptom> detect(Snapshot snapshot) {
                OptionalDouble now = snapshot.gauge(metric);
                if (now.isEmpty()) {
                    return List.of();
                }
                if (now.getAsDouble() <= limit) {
                    above = Optional.empty();
                    return List.of();
                }
                above = snapshot.resumed() || above.isEmpty() ? Optional.of(snapshot.nanos()) : above;
                return snapshot.nanos() - above.get() < lasting.toNanos()
                        ? List.of()
                        : List.of(new Symptom(
                                id(),
                                "orders",
                                snapshot.time(),
                                1,
                                true,
                                List.of(new Finding(Gauge.of(metric, now.getAsDouble()), "above " + limit))));
            }
        };
    }
}
