package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Takes up the incidents that were open when the process ended, or when another policy came into force. */
final class Resumption {
    private final Plan plan;
    private final Set<String> gone;
    private final Detection detection;
    private final ActionRunner runner;
    private final Rounds rounds;
    private final Admission admission;
    private final Recorder recorder;

    Resumption(Regime regime, Detection detection, ActionRunner runner, Recorder recorder) {
        this.plan = regime.plan();
        this.gone = regime.turnover().gone();
        this.detection = detection;
        this.runner = runner;
        this.rounds = regime.rounds();
        this.admission = regime.admission();
        this.recorder = recorder;
    }

    /** In a new process: nothing of what ran or was in force is there any more. */
    void resume(Snapshot snapshot, long now) {
        for (Lease lease : recorder.memory().leases().inForce()) {
            recorder.record((sequence, time) -> new HealingEvent.LeaseEnded(
                    sequence,
                    time,
                    lease.incident(),
                    lease.action(),
                    lease.name(),
                    true,
                    "the process ended, and what it had put in force with it"));
        }
        List<Incident> open = recorder.memory().incidents().open();
        remind(open);
        for (Incident incident : open) {
            if (plan.watchesFor(incident.problem()) && !superseded(incident)) {
                takeUp(incident, snapshot, now);
            } else {
                abandon(incident, snapshot);
            }
        }
    }

    /** In the same process, under another policy: what runs goes on, and what is gone is given up by the next round. */
    void renew() {
        remind(recorder.memory().incidents().open().stream()
                .filter(incident -> !gone.contains(incident.problem()))
                .filter(incident ->
                        detection.symptom(incident.symptom().key()).isPresent()) // what has cleared stays so
                .toList());
    }

    private void remind(List<Incident> open) {
        open.stream()
                .filter(incident -> plan.watchesFor(incident.problem()))
                .forEach(incident -> detection.resume(incident.symptom()));
    }

    /** Whether a process that could not read the journal has opened another one for the same symptom. */
    private boolean superseded(Incident incident) {
        return recorder.memory()
                .incidents()
                .openFor(incident.symptom().key())
                .filter(other -> !other.id().equals(incident.id()))
                .isPresent();
    }

    private void abandon(Incident incident, Snapshot snapshot) {
        List<Attempt> attempts = incident.attempts();
        if (!attempts.isEmpty() && attempts.get(attempts.size() - 1).outcome().isEmpty()) {
            judgeInterrupted(incident, attempts.get(attempts.size() - 1));
        }
        admission.discharge(incident, Resolution.ABANDONED, snapshot);
    }

    private void takeUp(Incident incident, Snapshot snapshot, long now) {
        List<Attempt> attempts = incident.attempts();
        if (attempts.isEmpty()) {
            return;
        }
        Attempt last = attempts.get(attempts.size() - 1);
        Remedy remedy = plan.remedies().get(last.action());
        if (incident.state() == Incident.State.SETTLING && remedy != null) {
            runner.resume(incident, remedy, rounds.settle(incident), snapshot, last.started(), now);
        } else if (last.outcome().isEmpty()) {
            judgeInterrupted(incident, last);
        } else if (incident.state() == Incident.State.ACTING) {
            recorder.record((sequence, time) -> new HealingEvent.UndoEnded(
                    sequence, time, incident.id(), last.action(), false, "the process ended while it was undone"));
        }
    }

    private void judgeInterrupted(Incident incident, Attempt attempt) {
        List<Metric> before =
                incident.symptom().findings().stream().map(Finding::metric).toList();
        String detail = incident.state() == Incident.State.SETTLING
                ? "nobody judges it any more"
                : "the process ended while it ran";
        Outcome outcome = new Outcome(Verdict.FAILED, Duration.ZERO, "", detail, before, List.of());
        recorder.record((sequence, time) -> new HealingEvent.OutcomeJudged(
                sequence, time, incident.id(), target(incident, attempt), attempt.action(), outcome));
    }

    private String target(Incident incident, Attempt attempt) {
        Remedy remedy = plan.remedies().get(attempt.action());
        return remedy == null ? incident.component() : remedy.target(incident);
    }
}
