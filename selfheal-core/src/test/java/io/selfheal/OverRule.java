package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The least of a rule: raised above a limit, cleared below another. */
record OverRule(String id, String metric, double limit, double clear, List<String> ladder) implements Rule {
    static OverRule of(String metric, double limit, double clear, String... ladder) {
        return new OverRule(metric + "-high", metric, limit, clear, List.of(ladder));
    }

    @Override
    public String reason() {
        return "because " + metric + " is high";
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
            private Optional<Symptom> raised = Optional.empty();

            @Override
            public List<Symptom> detect(Snapshot snapshot) {
                OptionalDouble now = snapshot.gauge(metric);
                if (now.isEmpty()) {
                    raised = raised.map(
                            s -> symptom(s, false, ((Gauge) s.findings().get(0).metric()).value(), snapshot));
                } else if (now.getAsDouble() > (raised.isPresent() ? clear : limit)) {
                    raised = Optional.of(symptom(raised.orElse(null), true, now.getAsDouble(), snapshot));
                } else {
                    raised = Optional.empty();
                }
                return raised.stream().toList();
            }

            @Override
            public void resume(Symptom symptom) {
                if (symptom.id().equals(id)) {
                    raised = Optional.of(symptom);
                }
            }
        };
    }

    private Symptom symptom(
            @org.jspecify.annotations.Nullable Symptom before, boolean fresh, double value, Snapshot snapshot) {
        String component = before != null
                ? before.component()
                : snapshot.reading(metric).map(Reading::component).orElse("?");
        return new Symptom(
                id,
                component,
                before == null ? snapshot.time() : before.since(),
                (value - limit) / (limit - clear),
                fresh,
                List.of(new Finding(Gauge.of(metric, value), "above " + limit)));
    }
}
