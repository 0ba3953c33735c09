package io.selfheal.downstream;

import io.selfheal.Incident;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An attempt whose leases a test ends. */
final class Attempted implements Recovery {
    final List<String> leases = new ArrayList<>();
    String report = "";
    Runnable onLease = () -> {};
    private final List<RecoveryAction.Body> reverts = new ArrayList<>();

    void endLeases() throws Exception {
        for (RecoveryAction.Body revert : reverts) {
            revert.run();
        }
    }

    @Override
    public Incident incident() {
        throw new AssertionError("nobody should ask");
    }

    @Override
    public Snapshot snapshot() {
        throw new AssertionError("nobody should ask");
    }

    @Override
    public Duration remaining() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public void lease(String name, Duration term, RecoveryAction.Body revert) {
        leases.add(name);
        reverts.add(revert);
        onLease.run();
    }

    @Override
    public void report(String done) {
        report = done;
    }
}
