package io.selfheal.http;

import io.selfheal.Attempt;
import io.selfheal.Decision;
import io.selfheal.Fault;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Outcome;
import io.selfheal.Probe;
import io.selfheal.Resolution;
import io.selfheal.SelfHealing;
import io.selfheal.Symptom;
import io.selfheal.Verdict;
import io.selfheal.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service "orders" with whatever metrics and incidents a test gives it, seen through a real loop in virtual time. */
final class Patient {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final SelfHealing.Builder builder =
            SelfHealing.builder().service("orders").withoutDiscovery().executor(Runnable::run);
    private final List<Incident> incidents = new ArrayList<>();
    private long seconds;
    private boolean silent;

    /** Metrics of a component; empty for the service itself. */
    Patient with(String component, Metric... metrics) {
        Probe probe = Probe.of("probe " + component, () -> List.of(metrics));
        builder.probe(component.isEmpty() ? probe : probe.on(component));
        return this;
    }

    /** Metrics that were seen once and never again. */
    Patient withStale(String component, Metric... metrics) {
        Probe probe = Probe.of("stale " + component, () -> {
            if (silent) {
                throw new IllegalStateException("gone");
            }
            return List.of(metrics);
        });
        builder.probe(component.isEmpty() ? probe : probe.on(component));
        return this;
    }

    Patient with(Incident incident) {
        incidents.add(incident);
        return this;
    }

    View view() {
        return view(Map.of(), Map.of());
    }

    View view(Map<String, Fault> failing, Map<String, Long> lost) {
        builder.time(
                () -> BEGIN.plusSeconds(seconds),
                () -> Duration.ofSeconds(seconds).toNanos());
        try (SelfHealing healing = builder.build()) {
            for (int turn = 0; turn < 22; turn++) {
                silent = turn >= 2;
                seconds++;
                healing.loop().runOnce();
            }
            View seen = healing.view();
            return new View(
                    seen.service(),
                    seen.mode(),
                    seen.turns(),
                    seen.nanos(),
                    seen.snapshot(),
                    incidents,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    failing,
                    lost);
        }
    }

    static Incident incident(String component, Incident.State state, Decision decision, Verdict... verdicts) {
        Finding finding = new Finding(Gauge.of("memory.used.ratio", 0.91), "above 90 %");
        boolean closed = state == Incident.State.CLOSED;
        List<Attempt> attempts = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Outcome outcome = new Outcome(verdict, Duration.ofSeconds(1), "", "", List.of(), List.of());
            attempts.add(new Attempt("clear-cache", BEGIN, Optional.of(outcome)));
        }
        if (state == Incident.State.ACTING) {
            attempts.add(new Attempt("shed-load", BEGIN, Optional.empty()));
        }
        return new Incident(
                "20260101-000000-1",
                new Symptom("memory-high", component, BEGIN, 0.1, true, List.of(finding)),
                BEGIN,
                state,
                List.of(),
                attempts,
                List.of(),
                Optional.of(decision),
                closed ? Optional.of(BEGIN) : Optional.empty(),
                closed ? Optional.of(Resolution.HEALED) : Optional.empty());
    }
}
