package io.selfheal;

import java.time.Duration;
import java.util.List;

/** Takes up the incidents that were open when the process ended. */
final class Resumption {
    private final Plan plan;
    private final Detection detection;
    private final ActionRunner runner;
    private final Rounds rounds;
    private final Recorder recorder;

    Resumption(Plan plan, Detection detection, ActionRunner runner, Rounds rounds, Recorder recorder) {
        this.plan = plan;
        this.detection = detection;
        this.runner = runner;
        this.rounds = rounds;
        this.recorder = recorder;
    }

    void resume(Snapshot snapshot, long now) {
        List<Incident> open = recorder.memory().incidents().open();
        open.stream()
                .filter(incident -> plan.watchesFor(incident.problem()))
                .forEach(incident -> detection.resume(incident.symptom()));
        for (Incident incident : open) {
            if (plan.watchesFor(incident.problem())) {
                takeUp(incident, snapshot, now);
            } else {
                abandon(incident, snapshot);
            }
        }
    }

    private void abandon(Incident incident, Snapshot snapshot) {
        List<Attempt> attempts = incident.attempts();
        if (!attempts.isEmpty() && attempts.get(attempts.size() - 1).outcome().isEmpty()) {
            judgeInterrupted(incident, attempts.get(attempts.size() - 1));
        }
        rounds.close(incident, Resolution.ABANDONED, snapshot);
    }

    private void takeUp(Incident incident, Snapshot snapshot, long now) {
        List<Attempt> attempts = incident.attempts();
        if (attempts.isEmpty()) {
            return;
        }
        Attempt last = attempts.get(attempts.size() - 1);
        Remedy remedy = plan.remedies().get(last.action());
        if (incident.state() == Incident.State.SETTLING && remedy != null) {
            runner.resume(incident, remedy, rounds.settle(incident), snapshot, now);
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
                sequence, time, incident.id(), incident.component(), attempt.action(), outcome));
    }
}
