package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What actions put in force and the loop renews. It outlives the loop: a keeper on a thread of its own takes back what is
 * no longer renewed. That is why it has a lock; no user code runs under it.
 */
final class Leases {
    private static final int MOST = 1_000;

    private final List<HeldLease> held = new ArrayList<>();
    private final Executor executor;
    private final Ticker ticker;
    private final Spares spares;
    private Runnable watch = () -> {};
    private boolean closed;

    Leases(Executor executor, Ticker ticker, Spares spares) {
        this.executor = executor;
        this.ticker = ticker;
        this.spares = spares;
    }

    /** Calls this, which neither blocks nor throws, whenever something is put in force. */
    synchronized void watchedBy(Runnable alarm) {
        watch = alarm;
    }

    synchronized boolean none() {
        return held.isEmpty();
    }

    /**
     * Takes a lease in charge; called by an action, before it puts anything in force.
     *
     * @param late whether the action's time is over; asked under the lock, so that nothing slips in once it was revoked
     */
    synchronized void hold(Lease lease, RecoveryAction.Body revert, BooleanSupplier late) {
        if (late.getAsBoolean()) {
            throw new IllegalStateException(
                    "the time of " + lease.action() + " is over: nothing may be put in force any more");
        }
        if (closed || held.size() >= MOST) {
            throw new IllegalStateException(
                    closed
                            ? "the loop is closed: nothing may be put in force any more"
                            : "there are " + MOST + " leases already: end some before there are more");
        }
        held.add(new HeldLease(lease, revert, ticker.nanos()));
        watch.run();
    }

    /** Renews, for the loop, what is for an open incident, and tells what began and what is over. */
    void attend(long now, Recorder recorder, Hooks hooks) {
        if (none()) {
            return;
        }
        renew(now, recorder);
        expire(now);
        tell(now, recorder, hooks);
    }

    /** Ends what an action put in force for an incident. */
    synchronized void revoke(String incident, String action, String reason) {
        for (HeldLease one : held) {
            if (one.lease.incident().equals(incident) && one.lease.action().equals(action)) {
                one.revoke(reason, ticker.nanos());
            }
        }
    }

    /** Takes back what is over; from the loop's thread, or from the keeper's. */
    void expire(long now) {
        for (Flight<Void> flight : due(now)) { // not under the lock: an executor may run it right here
            launch(flight);
        }
    }

    private synchronized void renew(long now, Recorder recorder) {
        for (HeldLease one : held) {
            announce(one, recorder);
            if (recorder.memory().incidents().byId(one.lease.incident()).isPresent()) {
                one.renew(now);
            }
        }
    }

    /** What is to be taken back now; the same empty list where there is nothing, so that waiting allocates none. */
    private synchronized List<Flight<Void>> due(long now) {
        List<Flight<Void>> due = List.of();
        for (HeldLease one : held) {
            if (one.due(now)) {
                int tries = closed ? HeldLease.TRIES : 1; // then nobody is there for another one
                Flight<Void> flight = new Flight<>(() -> takeBack(one, tries), ticker);
                one.trying(flight, now);
                due = due.isEmpty() ? new ArrayList<>() : due;
                due.add(flight);
            }
        }
        return due;
    }

    private @Nullable Void takeBack(HeldLease one, int tries) throws Exception {
        try {
            return revert(one);
        } catch (Exception failed) {
            if (tries == 1) {
                throw failed;
            }
            return takeBack(one, tries - 1);
        }
    }

    private @Nullable Void revert(HeldLease one) throws Exception {
        return spares.acting(() -> {
            one.revert.run();
            return null;
        });
    }

    /** Ends all of them, and waits a little for what takes them back. */
    void close(long millis) {
        List<HeldLease> ending;
        long now = ticker.nanos();
        synchronized (this) {
            closed = true;
            held.forEach(one -> one.revoke("the loop was closed", now));
            ending = List.copyOf(held);
        }
        expire(now);
        try {
            for (HeldLease one : ending) {
                one.await(millis / ending.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void tell(long now, Recorder recorder, Hooks hooks) {
        held.removeIf(one -> {
            boolean over = one.over(now) || closed;
            if (!over && one.waits(now)) {
                hooks.failed(hook(one), new Fault("LeaseNotReverted", "no thread is free to take it back", ""));
            }
            if (over) {
                announce(one, recorder); // it may have begun after the last turn
                Lease lease = one.lease;
                if (one.reverted()) {
                    hooks.works(hook(one));
                } else {
                    hooks.failed(hook(one), new Fault("LeaseNotReverted", one.story(), ""));
                }
                recorder.record((sequence, time) -> new HealingEvent.LeaseEnded(
                        sequence, time, lease.incident(), lease.action(), lease.name(), one.reverted(), one.story()));
            }
            return over;
        });
    }

    private static String hook(HeldLease one) {
        return "lease " + one.lease.name() + " of " + one.lease.action();
    }

    private static void announce(HeldLease one, Recorder recorder) {
        if (!one.told) {
            one.told = true;
            Lease lease = one.lease;
            recorder.record((sequence, time) -> new HealingEvent.LeaseBegan(
                    sequence, time, lease.incident(), lease.component(), lease.action(), lease.name(), lease.term()));
        }
    }

    private void launch(Flight<Void> flight) {
        try {
            executor.execute(flight);
        } catch (RejectedExecutionException full) {
            flight.run(); // better here than never
        }
    }
}
