package io.selfheal;

import io.selfheal.Incident.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every open incident and the last ended ones: a fold over events. */
final class IncidentBook {
    private static final int ENDED = 64;

    private final Map<String, Incident> open = new LinkedHashMap<>();
    private final Map<String, String> idByKey = new HashMap<>();
    private final Map<String, Double> severities = new HashMap<>();
    private final Deque<Incident> ended = new ArrayDeque<>();
    private List<Incident> view = List.of();
    private boolean changed;
    private long number;

    void apply(HealingEvent event) {
        if (event instanceof HealingEvent.IncidentOpened opened) {
            idByKey.put(opened.symptom().key(), opened.incident());
            severities.put(opened.incident(), opened.symptom().severity());
            // Last: where memory ends before it, there is no incident rather than one that its symptom does not lead
            // to.
            open.put(
                    opened.incident(),
                    new Incident(
                            opened.incident(),
                            opened.symptom(),
                            opened.time(),
                            State.OPEN,
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            number = Math.max(number + 1, numberIn(opened.incident()));
            changed = true;
        } else if (event instanceof HealingEvent.IncidentKept kept) {
            keep(kept);
        } else if (event instanceof HealingEvent.SymptomJoined joined && open.containsKey(joined.incident())) {
            idByKey.put(joined.symptom().key(), joined.incident());
            change(joined.incident(), incident -> with(incident, joined.symptom()));
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            close(closed);
        } else if (event instanceof HealingEvent.OfIncident step && open.containsKey(step.incident())) {
            change(step.incident(), incident -> after(incident, step));
        }
    }

    /** One of which the journal no longer has the beginning. */
    private void keep(HealingEvent.IncidentKept kept) {
        if (open.containsKey(kept.incident())) {
            return;
        }
        idByKey.put(kept.symptom().key(), kept.incident());
        open.put(
                kept.incident(),
                new Incident(
                        kept.incident(),
                        kept.symptom(),
                        kept.opened(),
                        kept.state(),
                        List.of(),
                        kept.attempts(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        number = Math.max(number, numberIn(kept.incident()));
        changed = true;
    }

    /** Those of which nothing is under way: what has to outlive the rotation of the journal. */
    List<Incident> resting() {
        return open.values().stream()
                .filter(incident -> incident.state() == State.OPEN || incident.state() == State.ESCALATED)
                .filter(incident -> incident.attempts().stream()
                        .allMatch(attempt -> attempt.outcome().isPresent()))
                .toList();
    }

    /** The latest numbers of an open incident's symptom; no event, they change every turn. */
    void seen(Symptom symptom) {
        String id = idByKey.get(symptom.key());
        if (id != null) {
            change(
                    id,
                    incident -> !incident.symptom().key().equals(symptom.key())
                            ? incident
                            : with(incident, symptom, incident.state(), incident.attempts(), incident.decision()));
        }
    }

    /** Why an open incident is left alone by now; no event, as the numbers in a reason change every turn. */
    void held(String id, Decision.Hold hold) {
        Incident incident = open.get(id);
        if (incident != null && !incident.decision().map(Decision::reason).equals(Optional.of(hold.reason()))) {
            change(id, same -> with(same, same.symptom(), same.state(), same.attempts(), Optional.of(hold)));
        }
    }

    Optional<Incident> openFor(String key) {
        return Optional.ofNullable(idByKey.get(key)).flatMap(this::byId);
    }

    Optional<Incident> byId(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Whether an action of an open incident has begun, and has not returned. */
    boolean acting(String id) {
        Incident incident = open.get(id);
        return incident != null && incident.state() == State.ACTING;
    }

    List<Incident> open() {
        return List.copyOf(open.values());
    }

    /** The oldest open incident of a component. */
    Optional<Incident> oldestOf(String component) {
        return open.values().stream()
                .filter(incident -> incident.component().equals(component))
                .findFirst();
    }

    /** How bad the symptom of an open incident was when it was opened; infinite if that is not known. */
    double severityAtFirst(String id) {
        return severities.getOrDefault(id, Double.POSITIVE_INFINITY);
    }

    /** The number of the next incident, counted from the beginning of the journal, also of what it no longer holds. */
    long next() {
        return number + 1;
    }

    boolean none() {
        return open.isEmpty();
    }

    /** The open ones, oldest first, then the ended ones, latest first; the same list until something changes. */
    List<Incident> view() {
        if (changed) {
            List<Incident> all = new ArrayList<>(open.values());
            all.addAll(ended);
            view = List.copyOf(all);
            changed = false;
        }
        return view;
    }

    private void close(HealingEvent.IncidentClosed closed) {
        Incident incident = open.remove(closed.incident());
        if (incident == null) {
            return;
        }
        idByKey.values().removeIf(id -> id.equals(incident.id()));
        severities.remove(incident.id());
        ended.addFirst(new Incident(
                incident.id(),
                incident.symptom(),
                incident.opened(),
                State.CLOSED,
                incident.victims(),
                incident.attempts(),
                incident.evidence(),
                incident.decision(),
                Optional.of(closed.time()),
                Optional.of(closed.resolution()),
                incident.provenance()));
        if (ended.size() > ENDED) {
            ended.removeLast();
        }
        changed = true;
    }

    private void change(String id, UnaryOperator<Incident> step) {
        open.computeIfPresent(id, (same, incident) -> step.apply(incident));
        changed = true;
    }

    private static Incident after(Incident incident, HealingEvent.OfIncident step) {
        if (step instanceof HealingEvent.DecisionMade made) {
            State state = made.decision() instanceof Decision.Escalate ? State.ESCALATED : incident.state();
            return by(
                    made.provenance(),
                    with(incident, made.symptom(), state, incident.attempts(), Optional.of(made.decision())));
        }
        if (step instanceof HealingEvent.ActionStarted started) {
            List<Attempt> attempts = new ArrayList<>(incident.attempts());
            attempts.add(new Attempt(started.action(), started.time(), Optional.empty()));
            return with(incident, incident.symptom(), State.ACTING, attempts, incident.decision());
        }
        if (step instanceof HealingEvent.ActionReturned returned) {
            return returned.late() ? incident : in(incident, State.SETTLING);
        }
        if (step instanceof HealingEvent.OutcomeJudged judged) {
            return with(
                    incident,
                    incident.symptom(),
                    unlessEscalated(incident, State.OPEN),
                    judged(incident.attempts(), judged),
                    incident.decision());
        }
        if (step instanceof HealingEvent.EvidenceCollected collected) {
            return with(incident, collected.exhibit());
        }
        if (step instanceof HealingEvent.UndoStarted) {
            return in(incident, unlessEscalated(incident, State.ACTING));
        }
        return step instanceof HealingEvent.UndoEnded ? in(incident, unlessEscalated(incident, State.OPEN)) : incident;
    }

    private static State unlessEscalated(Incident incident, State next) {
        return incident.state() == State.ESCALATED ? State.ESCALATED : next;
    }

    private static List<Attempt> judged(List<Attempt> attempts, HealingEvent.OutcomeJudged judged) {
        return attempts.stream()
                .map(attempt -> attempt.action().equals(judged.action())
                                && attempt.outcome().isEmpty()
                        ? new Attempt(attempt.action(), attempt.started(), Optional.of(judged.outcome()))
                        : attempt)
                .toList();
    }

    private static Incident in(Incident incident, State state) {
        return with(incident, incident.symptom(), state, incident.attempts(), incident.decision());
    }

    private static Incident with(
            Incident incident, Symptom symptom, State state, List<Attempt> attempts, Optional<Decision> decision) {
        Optional<Instant> stillOpen = Optional.empty();
        return new Incident(
                incident.id(),
                symptom,
                incident.opened(),
                state,
                incident.victims(),
                attempts,
                incident.evidence(),
                decision,
                stillOpen,
                Optional.empty(),
                incident.provenance());
    }

    private static Incident by(Optional<Provenance> provenance, Incident incident) {
        return new Incident(
                incident.id(),
                incident.symptom(),
                incident.opened(),
                incident.state(),
                incident.victims(),
                incident.attempts(),
                incident.evidence(),
                incident.decision(),
                incident.closed(),
                incident.resolution(),
                provenance);
    }

    private static Incident with(Incident incident, Symptom victim) {
        List<Symptom> victims = new ArrayList<>(incident.victims());
        victims.removeIf(known -> known.key().equals(victim.key()));
        victims.add(victim);
        return with(incident, victims, incident.evidence());
    }

    private static Incident with(Incident incident, Exhibit exhibit) {
        List<Exhibit> evidence = new ArrayList<>(incident.evidence());
        evidence.add(exhibit);
        return with(incident, incident.victims(), evidence);
    }

    private static Incident with(Incident incident, List<Symptom> victims, List<Exhibit> evidence) {
        return new Incident(
                incident.id(),
                incident.symptom(),
                incident.opened(),
                incident.state(),
                victims,
                incident.attempts(),
                evidence,
                incident.decision(),
                incident.closed(),
                incident.resolution(),
                incident.provenance());
    }

    /** The number at the end of an id; 0 if there is none. */
    private static long numberIn(String id) {
        String end = id.substring(id.lastIndexOf('-') + 1);
        return end.matches("[0-9]{1,18}") ? Long.parseLong(end) : 0;
    }
}
