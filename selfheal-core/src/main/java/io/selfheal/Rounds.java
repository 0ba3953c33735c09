package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The daily round: has new symptoms admitted, closes what is over, and decides about the rest. */
final class Rounds {
    /** How long an effect is awaited where neither a rule nor a detector says so. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Map<String, Rule> rules;
    private final List<Detector> detectors;
    private final Map<String, Remedy> remedies;
    private final Set<String> gone;
    private final DecisionEngine engine;
    private final Kernel kernel;
    private final Admission admission;
    private final Scene scene;
    private final StormWatch storm;
    private final Detection detection;
    private final ActionRunner runner;
    private final Optional<Advisory> advisory;
    private final Fusion fusion;
    private final Recorder recorder;
    private final Hooks hooks;

    Rounds(
            Plan plan,
            Set<String> gone,
            Kernel kernel,
            Admission admission,
            Scene scene,
            Blame blame,
            Detection detection,
            ActionRunner runner,
            Optional<Advisory> advisory,
            Recorder recorder,
            Hooks hooks) {
        this.rules = plan.rulesById();
        this.detectors = plan.detectors();
        this.remedies = plan.remedies();
        this.gone = gone;
        this.engine = plan.engine();
        this.kernel = kernel;
        this.admission = admission;
        this.scene = scene;
        this.storm = new StormWatch(plan.limits(), plan.components(), blame, recorder);
        this.detection = detection;
        this.runner = runner;
        this.advisory = advisory;
        this.fusion = new Fusion(plan.engine());
        this.recorder = recorder;
        this.hooks = hooks;
    }

    void make(Snapshot snapshot, long now) {
        IncidentBook book = recorder.memory().incidents();
        runner.waiting().forEach(course -> reconsider(course, snapshot, now));
        admission.admit(detection.symptoms(), snapshot, now);
        storm.look(detection.symptoms(), now);
        if (book.none()) {
            return;
        }
        for (Incident incident : book.open()) {
            attend(incident, snapshot, now);
        }
    }

    /** How long the effect of an action on an incident is awaited. */
    Duration settle(Incident incident) {
        Rule rule = rules.get(incident.problem());
        return rule == null ? settle(incident.symptom()) : rule.settle();
    }

    private Duration settle(Symptom symptom) {
        for (Detector detector : detectors) {
            try {
                Optional<Duration> said = detector.settle(symptom).filter(time -> time.compareTo(Duration.ZERO) > 0);
                if (said.isPresent()) {
                    return said.get();
                }
            } catch (Throwable thrown) { // a host's own; the action is judged as if it had said nothing
                hooks.failed(Text.name("detector " + detector.name()), thrown);
            }
        }
        return SETTLE;
    }

    private void attend(Incident incident, Snapshot snapshot, long now) {
        if (runner.occupied(incident.id())) {
            return;
        }
        if (lastVerdict(incident).equals(Optional.of(Verdict.HEALED))) {
            admission.discharge(incident, Resolution.HEALED, snapshot);
        } else if (detection.symptom(incident.symptom().key()).isEmpty()) {
            admission.discharge(incident, unaided(incident), snapshot);
        } else if (incident.state() == Incident.State.OPEN) {
            Optional<Incident> cause = admission.causeOf(incident, detection.symptoms());
            if (cause.isPresent()) {
                admission.discharge(incident, Resolution.JOINED, snapshot);
                admission.join(cause.get(), incident.symptom());
            } else {
                decide(incident, snapshot, now);
            }
        }
    }

    /** How an incident ends that is not seen any more, and that no action has ended. */
    private Resolution unaided(Incident incident) {
        if (gone.contains(incident.problem())) {
            return Resolution.ABANDONED;
        }
        return incident.state() == Incident.State.ESCALATED
                ? Resolution.CLEARED_AFTER_ESCALATION
                : Resolution.SELF_RESOLVED;
    }

    /** What no thread has taken up yet has not begun: it is taken back if the guards would not let it start any more. */
    private void reconsider(Course course, Snapshot snapshot, long now) {
        Incident incident = course.incident();
        String action = course.remedy.id();
        List<Run> others = recorder.memory().ledger().runs().stream()
                .filter(run ->
                        !run.incident().equals(incident.id()) || !run.action().equals(action))
                .toList();
        kernel.check(intent(action, incident, snapshot, others, now))
                .ifPresent(refusal -> runner.withdraw(course, refusal, now));
    }

    private void decide(Incident incident, Snapshot snapshot, long now) {
        Fusion.Fused fused = decision(incident, snapshot, now);
        Decision decision = checked(incident, fused.decision(), snapshot, now);
        if (decision instanceof Decision.Hold hold && sameAs(incident.decision(), hold)) {
            recorder.memory().incidents().held(incident.id(), hold);
            return;
        }
        recorder.record((sequence, time) -> new HealingEvent.DecisionMade(
                sequence, time, incident.id(), incident.symptom(), decision, fused.provenance()));
        Remedy remedy = decision instanceof Decision.Heal heal ? remedies.get(heal.action()) : null;
        if (remedy != null) {
            runner.start(incident, remedy, settle(incident), snapshot, now);
        }
    }

    private Fusion.Fused decision(Incident incident, Snapshot snapshot, long now) {
        Rule rule = rules.get(incident.problem());
        List<String> ladder = rule == null ? List.of() : rule.ladder();
        boolean laddered = !ladder.isEmpty();
        Collection<String> actions = laddered ? ladder : remedies.keySet();
        List<Candidate> candidates = new ArrayList<>();
        for (String action : actions) {
            Remedy remedy = remedies.get(action);
            if (remedy != null && !tried(incident, action)) {
                Optional<Refusal> refusal = kernel.check(intent(action, incident, snapshot, now));
                candidates.add(
                        new Candidate(action, remedy.risk(), refusal, remedy.target(incident), remedy.reversible()));
            }
        }
        Optional<Decision.Heal> approved = approved(incident, candidates);
        if (approved.isPresent()) {
            return new Fusion.Fused(approved.get(), incident.provenance());
        }
        String reason = rule == null ? "" : rule.reason();
        try {
            Case about = new Case(
                    incident, snapshot, detection.symptoms(), candidates, laddered, reason, scene.of(incident));
            Decision alone =
                    Objects.requireNonNull(engine.decide(about), "decide() returned null: return a Hold to do nothing");
            Fusion.Fused decision = advised(about, alone, now);
            hooks.works("engine");
            return decision;
        } catch (Throwable thrown) { // no decision is no action
            Fault fault = Fault.of(thrown);
            hooks.failed("engine", fault);
            return new Fusion.Fused(
                    new Decision.Hold("EngineFailed", "the decision engine failed: " + fault.shown()),
                    Optional.empty());
        }
    }

    /** The engine's decision, with an adviser's word if one is configured, asked for, and there in time. */
    private Fusion.Fused advised(Case about, Decision alone, long now) {
        if (advisory.isEmpty()) {
            return new Fusion.Fused(alone, Optional.empty());
        }
        Optional<Decision.Hold> waiting = advisory.get().ask(about, alone, engine, now);
        if (waiting.isPresent()) {
            return new Fusion.Fused(
                    waiting.get(), Optional.of(Provenance.engineOnly("Waiting: there is no answer yet")));
        }
        if (!advisory.get().concerns(about, alone)) {
            String why = alone instanceof Decision.Hold ? "Holding: nothing is done" : "Ladder: the rule decides";
            return new Fusion.Fused(alone, Optional.of(Provenance.engineOnly(why)));
        }
        Incident incident = about.incident();
        Optional<Counsel> counsel =
                recorder.memory().advice().of(incident.id(), incident.attempts().size(), now);
        return counsel.isPresent()
                ? fusion.decide(about.with(counsel), alone)
                : new Fusion.Fused(alone, Optional.of(Provenance.engineOnly("Urgent: its answer is not waited for")));
    }

    /** What a person has approved is what runs, unless the guards rule it out for good. */
    private Optional<Decision.Heal> approved(Incident incident, List<Candidate> candidates) {
        return recorder.memory()
                .proposals()
                .of(incident.id())
                .filter(standing -> standing.approval().isPresent())
                .map(standing -> standing.proposal().decision())
                .filter(heal -> candidates.stream()
                        .anyMatch(candidate -> candidate.action().equals(heal.action())
                                && candidate
                                        .refusal()
                                        .filter(refusal -> refusal.until() != Refusal.Until.LATER)
                                        .isEmpty()));
    }

    /** The guards' last word, whatever the engine was told before, and what has to be had before a start. */
    private Decision checked(Incident incident, Decision decision, Snapshot snapshot, long now) {
        if (!(decision instanceof Decision.Heal heal)) {
            return decision;
        }
        Intent intent = intent(heal.action(), incident, snapshot, now);
        Remedy remedy = remedies.get(heal.action());
        Risk risk = remedy == null ? Risk.HIGH : remedy.risk();
        Optional<Refusal> refusal = kernel.check(intent).or(() -> kernel.pass(intent, heal, risk));
        if (refusal.isEmpty()) {
            return heal;
        }
        return refusal.get().until() == Refusal.Until.A_PERSON
                ? new Decision.Escalate(refusal.get().reason(), heal.causes())
                : new Decision.Hold(refusal.get().guard(), refusal.get().reason(), heal.causes());
    }

    private Intent intent(String action, Incident incident, Snapshot snapshot, long now) {
        return intent(action, incident, snapshot, recorder.memory().ledger().runs(), now);
    }

    private Intent intent(String action, Incident incident, Snapshot snapshot, List<Run> runs, long now) {
        Remedy remedy = remedies.get(action);
        return new Intent(
                action,
                remedy == null ? incident.component() : remedy.target(incident),
                incident,
                snapshot,
                detection.symptoms(),
                runs,
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
