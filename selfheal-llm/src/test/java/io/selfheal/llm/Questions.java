package io.selfheal.llm;

import io.selfheal.Attempt;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Question;
import io.selfheal.Risk;
import io.selfheal.Run;
import io.selfheal.Snapshot;
import io.selfheal.Spent;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about a memory that is high, with more in them where a test says so. */
final class Questions {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Metric> metrics = new ArrayList<>(List.of(Gauge.of("memory.used.ratio", 0.912345)));
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>(List.of(
            new Candidate("clear-cache", Risk.SAFE, Optional.empty()),
            new Candidate("shed-load", Risk.LOW, Optional.empty())));
    private String component = "orders";
    private String problem = "memory-high";
    private String incident = "20260301-115900-1";
    private Spent spent = Spent.nothing();
    private Duration within = Duration.ofSeconds(2);
    private long nanos = 1_000_000;

    Questions with(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /** The number of the symptom. */
    Questions of(Metric leading) {
        metrics.set(0, leading);
        return this;
    }

    Questions tried(Attempt attempt) {
        attempts.add(attempt);
        return this;
    }

    Questions after(Run run) {
        runs.add(run);
        return this;
    }

    Questions candidates(Candidate... only) {
        candidates.clear();
        candidates.addAll(List.of(only));
        return this;
    }

    Questions on(String sick, String with) {
        component = sick;
        problem = with;
        return this;
    }

    Questions incident(String id) {
        incident = id;
        return this;
    }

    Questions spent(Spent lately) {
        spent = lately;
        return this;
    }

    Questions within(Duration left) {
        within = left;
        return this;
    }

    Questions at(long ticks) {
        nanos = ticks;
        return this;
    }

    Question ask() {
        Symptom symptom = new Symptom(
                problem, component, NOON, 0.5, true, List.of(new Finding(metrics.get(0), "above 90 % for 30 s")));
        Incident about = new Incident(
                incident,
                symptom,
                NOON.minusSeconds(60),
                Incident.State.OPEN,
                List.of(),
                attempts,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Case all = new Case(
                about,
                Snapshot.of(NOON, nanos, component, metrics.toArray(new Metric[0])),
                List.of(symptom),
                candidates,
                false,
                "the host's own words");
        List<String> allowed = candidates.stream()
                .filter(Candidate::allowed)
                .map(Candidate::action)
                .toList();
        return new Question(all, List.of("cache bloat", "heap leak"), allowed, within, runs, spent);
    }
}
