package io.selfheal.diagnose;

import io.selfheal.Attempt;
import io.selfheal.Background;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Finding;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Outcome;
import io.selfheal.Past;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import io.selfheal.Trial;
import io.selfheal.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A case, made step by step. */
final class CaseOf {
    static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final Metric leading;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Symptom> others = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, Past> pasts = new LinkedHashMap<>();
    private Optional<Instant> deployed = Optional.empty();
    private String component = "orders";
    private String id = "i-1";
    private String limit = "limit";
    private final List<Finding> further = new ArrayList<>();
    private double severity;
    private Duration open = Duration.ofSeconds(5);

    private CaseOf(Metric leading) {
        this.leading = leading;
        metrics.add(leading);
    }

    static CaseOf symptom(Metric metric) {
        return new CaseOf(metric);
    }

    CaseOf id(String incident) {
        id = incident;
        return this;
    }

    CaseOf on(String of) {
        component = of;
        return this;
    }

    /** What the rule says of its metric. */
    CaseOf held(String against) {
        limit = against;
        return this;
    }

    /** A further condition of the rule. */
    CaseOf and(Metric metric, String against) {
        metrics.add(metric);
        further.add(new Finding(metric, against));
        return this;
    }

    CaseOf sees(Metric... more) {
        metrics.addAll(List.of(more));
        return this;
    }

    CaseOf needs(String one, String... other) {
        needs.put(one, Set.of(other));
        return this;
    }

    CaseOf sick(String other, Metric metric) {
        others.add(new Symptom(other + "-sick", other, NOW, 1, true, List.of(new Finding(metric, "bad"))));
        return this;
    }

    CaseOf may(String action, Risk risk) {
        candidates.add(new Candidate(action, risk, Optional.empty(), component, false));
        return this;
    }

    CaseOf mayTry(String action, Risk risk) {
        candidates.add(new Candidate(action, risk, Optional.empty(), component, true));
        return this;
    }

    CaseOf mayNot(String action, Risk risk, Refusal refusal) {
        candidates.add(new Candidate(action, risk, Optional.of(refusal), component, true));
        return this;
    }

    CaseOf tried(String action, Verdict verdict) {
        Outcome outcome = new Outcome(verdict, Duration.ofSeconds(1), "", "", List.of(leading), List.of(leading));
        attempts.add(new Attempt(action, NOW, Optional.of(outcome)));
        return this;
    }

    CaseOf was(String metric, double median, double spread, double now) {
        pasts.put(metric, new Past(component, 100, median, spread, now));
        return this;
    }

    CaseOf deployed(Duration ago) {
        deployed = Optional.of(NOW.minus(ago));
        return this;
    }

    CaseOf worse(double by) {
        severity = by;
        return this;
    }

    CaseOf open(Duration since) {
        open = since;
        return this;
    }

    CaseOf learnt(String action, String cause, Verdict verdict, int times) {
        for (int i = 0; i < times; i++) {
            trials.add(new Trial(action, "problem", component, Map.of(cause, 1.0), verdict, NOW));
        }
        return this;
    }

    Case build() {
        List<Finding> findings = new ArrayList<>(List.of(new Finding(leading, limit)));
        findings.addAll(further);
        Symptom symptom = new Symptom("problem", component, NOW, severity, true, findings);
        Incident incident = new Incident(
                id,
                symptom,
                NOW.minus(open),
                Incident.State.OPEN,
                List.of(),
                attempts,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Symptom> symptoms = new ArrayList<>(others);
        symptoms.add(symptom);
        return new Case(
                incident,
                Snapshot.of(NOW, 1_000, component, metrics.toArray(new Metric[0])),
                symptoms,
                candidates,
                false,
                "",
                new Background("orders", needs, trials, deployed, pasts, 0));
    }
}
