package io.selfheal.test;

import io.selfheal.Finding;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An attempt as the engine would make one, for calling an action without an engine. */
final class SampleRecovery implements Recovery {
    private static final Incident INCIDENT = new Incident(
            "20260304-050609-3",
            SampleEvents.symptom(),
            SampleEvents.symptom().since(),
            Incident.State.ACTING,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Snapshot snapshot = Snapshot.of(
            INCIDENT.opened(),
            0,
            INCIDENT.component(),
            INCIDENT.symptom().findings().stream().map(Finding::metric).toArray(Metric[]::new));
    private final Duration limit;
    private volatile boolean cancelled;

    SampleRecovery(Duration limit) {
        this.limit = limit;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public Incident incident() {
        return INCIDENT;
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Duration remaining() {
        return cancelled ? Duration.ZERO : limit;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void lease(String name, Duration term, RecoveryAction.Body revert) {
        if (cancelled) {
            throw new IllegalStateException("its time is over: nothing may be put in force any more");
        }
    }

    @Override
    public void report(String done) {}
}
