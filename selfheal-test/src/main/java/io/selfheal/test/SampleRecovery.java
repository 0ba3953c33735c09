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
import java.util.concurrent.CopyOnWriteArrayList;

/** An attempt as the engine would make one, for calling an action without an engine. */
final class SampleRecovery implements Recovery {
    /** What comes of the leases that an action asks for. */
    enum Leasing {
        GIVEN,
        /** As when the loop is closing: none is kept. */
        REFUSED,
        /** Each is kept, and the action gets no further. */
        CUT_SHORT
    }

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
    private final Leasing leasing;
    private final List<RecoveryAction.Body> kept = new CopyOnWriteArrayList<>();
    private volatile boolean leases;
    private volatile boolean cancelled;

    SampleRecovery(Duration limit) {
        this(limit, Leasing.GIVEN);
    }

    SampleRecovery(Duration limit, Leasing leasing) {
        this.limit = limit;
        this.leasing = leasing;
    }

    /** Whether the action asked for a lease. */
    boolean leases() {
        return leases;
    }

    /** Ends what is kept, each once. */
    void endLeases() throws Exception {
        for (RecoveryAction.Body revert : kept) {
            revert.run();
        }
        kept.clear();
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
        leases = true;
        if (cancelled || leasing == Leasing.REFUSED) {
            throw new IllegalStateException("its time is over: nothing may be put in force any more");
        }
        kept.add(revert);
        if (leasing == Leasing.CUT_SHORT) {
            throw new IllegalStateException("it ends here, right after the lease began");
        }
    }

    @Override
    public void report(String done) {}
}
