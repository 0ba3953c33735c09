package io.selfheal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The daily round: opens an incident for every new symptom, closes what is over, and decides about the rest. */
final class Rounds {
    /** How long an effect is awaited where no rule says so. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Map<String, Rule> rules;
    private final Map<String, Remedy> remedies;
    private final DecisionEngine engine;
    private final Kernel kernel;
    private final Detection detection;
    private final ActionRunner runner;
    private final Recorder recorder;
    private final Hooks hooks;

    Rounds(
            Map<String, Rule> rules,
            Map<String, Remedy> remedies,
            DecisionEngine engine,
            Kernel kernel,
            Detection detection,
            ActionRunner runner,
            Recorder recorder,
            Hooks hooks) {
        this.rules = rules;
        this.remedies = remedies;
        this.engine = engine;
        this.kernel = kernel;
        this.detection = detection;
        this.runner = runner;
        this.recorder = recorder;
        this.hooks = hooks;
    }

    void make(Snapshot snapshot, long now) {
        IncidentBook book = recorder.memory().incidents();
        for (Symptom symptom : detection.symptoms()) {
            if (book.openFor(symptom.key()).isPresent()) {
                book.seen(symptom);
            } else {
                open(symptom);
            }
        }
        if (book.none()) {
            return;
        }
        for (Incident incident : book.open()) {
            Optional<Verdict> verdict = lastVerdict(incident);
            if (runner.occupied(incident.id())) {
                continue;
            }
            if (verdict.equals(Optional.of(Verdict.HEALED))) {
                close(incident, Resolution.HEALED, snapshot);
            } else if (detection.symptom(incident.symptom().key()).isEmpty()) {
                boolean escalated = incident.state() == Incident.State.ESCALATED;
                close(incident, escalated ? Resolution.CLEARED_AFTER_ESCALATION : Resolution.SELF_RESOLVED, snapshot);
            } else if (incident.state() == Incident.State.OPEN) {
                decide(incident, snapshot, now);
            }
        }
    }

    /** How long the effect of an action on an incident is awaited. */
    Duration settle(Incident incident) {
        Rule rule = rules.get(incident.problem());
        return rule == null ? SETTLE : rule.settle();
    }

    void close(Incident incident, Resolution resolution, Snapshot snapshot) {
        String summary = Story.of(incident, resolution, snapshot);
        Duration lasted = Duration.between(incident.opened(), snapshot.time());
        recorder.record((sequence, time) -> new HealingEvent.IncidentClosed(
                sequence, time, incident.id(), resolution, lasted.isNegative() ? Duration.ZERO : lasted, summary));
    }

    private void open(Symptom symptom) {
        recorder.record((sequence, time) ->
                new HealingEvent.IncidentOpened(sequence, time, ID.format(time) + "-" + sequence, symptom));
    }

    private void decide(Incident incident, Snapshot snapshot, long now) {
        Decision decision = checked(incident, decision(incident, snapshot, now), snapshot, now);
        if (decision instanceof Decision.Hold hold && sameAs(incident.decision(), hold)) {
            return;
        }
        recorder.record((sequence, time) ->
                new HealingEvent.DecisionMade(sequence, time, incident.id(), incident.symptom(), decision));
        Remedy remedy = decision instanceof Decision.Heal heal ? remedies.get(heal.action()) : null;
        if (remedy != null) {
            runner.start(incident, remedy, settle(incident), snapshot, now);
        }
    }

    private Decision decision(Incident incident, Snapshot snapshot, long now) {
        Rule rule = rules.get(incident.problem());
        List<String> ladder = rule == null ? List.of() : rule.ladder();
        boolean laddered = !ladder.isEmpty();
        Collection<String> actions = laddered ? ladder : remedies.keySet();
        List<Candidate> candidates = new ArrayList<>();
        for (String action : actions) {
            Remedy remedy = remedies.get(action);
            if (remedy != null && !tried(incident, action)) {
                Optional<Refusal> refusal = kernel.check(intent(action, incident, snapshot, now));
                candidates.add(new Candidate(action, remedy.risk(), refusal));
            }
        }
        String reason = rule == null ? "" : rule.reason();
        try {
            Decision decision =
                    engine.decide(new Case(incident, snapshot, detection.symptoms(), candidates, laddered, reason));
            Objects.requireNonNull(decision, "decide() returned null: return a Hold to do nothing");
            hooks.works("engine");
            return decision;
        } catch (Throwable thrown) { // no decision is no action
            Fault fault = Fault.of(thrown);
            hooks.failed("engine", fault);
            return new Decision.Hold("EngineFailed", "the decision engine failed: " + fault.shown());
        }
    }

    /** The guards' last word, whatever the engine was told before. */
    private Decision checked(Incident incident, Decision decision, Snapshot snapshot, long now) {
        if (!(decision instanceof Decision.Heal heal)) {
            return decision;
        }
        Optional<Refusal> refusal = kernel.check(intent(heal.action(), incident, snapshot, now));
        if (refusal.isEmpty()) {
            return heal;
        }
        return refusal.get().until() == Refusal.Until.A_PERSON
                ? new Decision.Escalate(refusal.get().reason())
                : new Decision.Hold(refusal.get().guard(), refusal.get().reason());
    }

    private Intent intent(String action, Incident incident, Snapshot snapshot, long now) {
        return new Intent(
                action,
                incident,
                snapshot,
                detection.symptoms(),
                recorder.memory().ledger().runs(),
                now);
    }

    private static boolean tried(Incident incident, String action) {
        return incident.attempts().stream().anyMatch(attempt -> attempt.action().equals(action));
    }

    private static boolean sameAs(Optional<Decision> before, Decision.Hold hold) {
        return before.isPresent()
                && before.get() instanceof Decision.Hold held
                && held.name().equals(hold.name());
    }

    private static Optional<Verdict> lastVerdict(Incident incident) {
        List<Attempt> attempts = incident.attempts();
        return attempts.isEmpty()
                ? Optional.empty()
                : attempts.get(attempts.size() - 1).outcome().map(Outcome::verdict);
    }
}
