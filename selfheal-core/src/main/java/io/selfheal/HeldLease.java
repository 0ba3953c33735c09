package io.selfheal;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A lease with what takes it back. Not safe for use by several threads on its own: {@link Leases} sees to that. */
final class HeldLease {
    static final int TRIES = 3;

    /** How long one try to take it back may last before it is interrupted. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    final Lease lease;
    final RecoveryAction.Body revert;
    boolean told;

    private long end;
    private String reason = "its term is over";
    private boolean revoked;
    private int tries;
    private long startedTry;
    private long launched;
    private boolean interrupted;
    private @Nullable Flight<Void> flight;

    HeldLease(Lease lease, RecoveryAction.Body revert, long now) {
        this.lease = lease;
        this.revert = revert;
        this.end = now + lease.term().toNanos();
    }

    void renew(long now) {
        if (!revoked && tries == 0) {
            end = now + lease.term().toNanos();
        }
    }

    /** Has it end at once. */
    void revoke(String why, long now) {
        if (!revoked && tries == 0) {
            reason = why;
            revoked = true;
            end = now;
        }
    }

    /**
     * Whether it is to be taken back now: for the first time, or again after a try that failed. One that does not return is
     * interrupted, and not joined by another, which would wait at the same place and take a thread from other leases.
     */
    boolean due(long now) {
        hurry(now);
        return end - now <= 0 && tries < TRIES && (flight == null || failed());
    }

    private void hurry(long now) {
        if (flight == null || flight.done()) {
            return;
        }
        if (flight.queued()) {
            startedTry = now;
        } else if (!interrupted && now - startedTry >= PATIENCE) {
            interrupted = true;
            flight.abandon();
        }
    }

    void trying(Flight<Void> next, long now) {
        flight = next;
        launched = now;
        startedTry = now;
        interrupted = false;
        end = now + (PAUSE << tries++);
    }

    void await(long millis) throws InterruptedException {
        if (flight != null) {
            flight.await(millis);
        }
    }

    /** Whether there is nothing left to wait for: it was taken back, or every try has failed. */
    boolean over(long now) {
        return flight != null && (reverted() || (tries >= TRIES && failed()) || deaf(now));
    }

    /** Whether no thread has come to it for a while. */
    boolean waits(long now) {
        return flight != null && flight.queued() && now - launched >= PATIENCE;
    }

    boolean reverted() {
        return flight != null && flight.done() && flight.failure() == null;
    }

    /** Why it ended, or why its effect is still there. */
    String story() {
        Flight<Void> last = flight;
        if (last == null || reverted()) {
            return reason;
        }
        Throwable failure = last.failure();
        return reason + ", but it could not be taken back: "
                + (failure == null ? "it has not returned" : Fault.of(failure).shown());
    }

    private boolean failed() {
        return flight != null && flight.done() && flight.failure() != null;
    }

    private boolean deaf(long now) {
        return flight != null && !flight.done() && !flight.queued() && now - startedTry >= TRIES * PATIENCE;
    }
}
