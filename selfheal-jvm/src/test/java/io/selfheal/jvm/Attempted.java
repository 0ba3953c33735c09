package io.selfheal.jvm;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attempt that remembers what the action said and promised. */
final class Attempted implements Recovery {
    final List<String> leases = new ArrayList<>();
    private final List<RecoveryAction.Body> reverts = new ArrayList<>();
    private final Snapshot snapshot;
    volatile boolean cancelled;
    boolean journaled = true;
    String report = "";

    Attempted(Metric... metrics) {
        this.snapshot = Snapshot.of(Instant.EPOCH, 0, "orders", metrics);
    }

    static Incident about(String metric) {
        Symptom symptom = new Symptom(
                "some-rule", "orders", Instant.EPOCH, 1, true, List.of(new Finding(Gauge.of(metric, 1), "above 0")));
        return new Incident(
                "20260304-050609-3",
                symptom,
                Instant.EPOCH,
                Incident.State.OPEN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    void endLeases() throws Exception {
        for (RecoveryAction.Body revert : reverts) {
            revert.run();
        }
    }

    @Override
    public Incident incident() {
        return about("jvm.heap.live.ratio");
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Duration remaining() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean journaled() {
        return journaled;
    }

    @Override
    public void lease(String name, Duration term, RecoveryAction.Body revert) {
        leases.add(name);
        reverts.add(revert);
    }

    @Override
    public void report(String done) {
        report = done;
    }
}
