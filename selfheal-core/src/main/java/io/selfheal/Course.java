package io.selfheal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt of one action, from its start to its verdict and, if need be, its undoing. */
final class Course implements Recovery {
    /** Where it stands. */
    enum Phase {
        RUNNING,
        /** Interrupted and judged, but its thread has not come back. */
        OVERDUE,
        SETTLING,
        UNDOING,
        /** As OVERDUE, for the undoing. */
        UNDO_OVERDUE,
        OVER
    }

    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    final Remedy remedy;
    final String target;
    final Symptom before;
    final Set<String> keysBefore;
    /** Rules that another policy brought meanwhile: what they see may have been there before. */
    final Set<String> excused = new HashSet<>();

    final Duration settle;
    final long started;

    private final Incident incident;
    private final Snapshot snapshot;
    private final Ticker ticker;
    private final Leases leases;
    private final boolean journaled;
    private long due;
    private volatile long deadline;
    private volatile boolean cancelled;
    private volatile String report = "";
    private boolean settledAnew;

    Phase phase = Phase.RUNNING;
    long ended;
    long judgedFrom;

    @Nullable
    Flight<Void> flight;

    Course(
            Incident incident,
            Remedy remedy,
            Duration settle,
            Snapshot snapshot,
            Set<String> keysBefore,
            long started,
            Ticker ticker,
            Leases leases,
            boolean journaled) {
        this.incident = incident;
        this.remedy = remedy;
        this.target = remedy.target(incident);
        this.leases = leases;
        this.journaled = journaled;
        this.settle = settle;
        this.snapshot = snapshot;
        this.before = incident.symptom();
        this.keysBefore = keysBefore;
        this.started = started;
        this.ticker = ticker;
        this.due = started + remedy.timeout().toNanos();
        this.deadline = due;
    }

    /** Its effect is awaited from now on. */
    void settleFrom(long now) {
        phase = Phase.SETTLING;
        judgedFrom = now + settle.toNanos();
    }

    /** Begins to take its effect back. */
    void undoFrom(long now) {
        phase = Phase.UNDOING;
        cancelled = false;
        report = "";
        flight = null; // that of the action says nothing of the undoing
        due = now + remedy.timeout().toNanos();
        deadline = due;
    }

    /**
     * Gives it so much more time: it is not its own that was lost. After the first hole the settling starts anew; after the
     * others it only goes on, as what is held up again and again would else never be judged.
     */
    void excuse(long nanos) {
        due += nanos;
        deadline = due;
        if (phase == Phase.SETTLING && settledAnew) {
            judgedFrom += nanos;
        } else if (phase == Phase.SETTLING) {
            settledAnew = true;
            settleFrom(ticker.nanos());
        }
    }

    boolean overdue(long now) {
        return now - due >= 0;
    }

    /** Interrupts it; true if its thread is free, or never took it up. */
    boolean abandon() {
        cancelled = true;
        return flight == null || flight.abandon();
    }

    /** Whether the incident has to wait for it. */
    boolean occupies(String id) {
        return incident.id().equals(id)
                && (phase == Phase.RUNNING || phase == Phase.SETTLING || phase == Phase.UNDOING);
    }

    String reported() {
        return report;
    }

    @Override
    public Incident incident() {
        return incident;
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Duration remaining() {
        return cancelled ? Duration.ZERO : Duration.ofNanos(Math.max(0, deadline - ticker.nanos()));
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
        if (term.isNegative() || term.isZero() || term.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("a lease with a term of " + term + ": above zero, and an hour at most");
        }
        leases.hold(new Lease(incident.id(), target, remedy.id(), name, term), revert, this::cancelled);
    }

    @Override
    public void report(String done) {
        report = Text.detail(done);
    }
}
