package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import java.time.Duration;

/**
 * Takes the service out of traffic: {@link LoadGate#ready()} turns false, then it waits until no request is in flight
 * and none has come for a second, or for a while. As a rung of its own it keeps the service out of traffic until the incident is over; to have another action
 * run behind closed doors, and open them afterwards, use {@link #around}.
 *
 * <pre>{@code
 * new Drain(gate, Duration.ofSeconds(10)).around(new RecyclePool("recycle-pool", pool, "db"))
 * }</pre>
 *
 * <p><b>Risk</b>: {@link Risk#LOW} where others serve meanwhile. <b>Needs</b>: a readiness check that asks the gate, and
 * requests that pass it. <b>Undo</b>: a lease, which ends by itself a minute after the incident, at once if it did not
 * help. <b>Interrupted</b>: readiness stays off until the lease ends. <b>Verified</b> by the number in flight, which it
 * reports; that some did not end in time is no failure.
 */
public final class Drain implements RecoveryAction {
    private static final Duration TERM = Duration.ofMinutes(1);

    private final LoadGate gate;
    private final Duration patience;
    private final Ticker ticker;
    private final Pause pause;

    /**
     * Drains what passes a gate.
     *
     * @param gate the gate
     * @param patience how long to wait for what is in flight, less than 25 seconds
     * @throws IllegalArgumentException for another patience
     */
    public Drain(LoadGate gate, Duration patience) {
        this(gate, patience, Ticker.system(), Pause.system());
    }

    Drain(LoadGate gate, Duration patience, Ticker ticker, Pause pause) {
        if (patience.isNegative() || patience.compareTo(Duration.ofSeconds(25)) >= 0) {
            throw new IllegalArgumentException("a patience of " + patience
                    + " is outside of the action's own time limit: give less than 25 seconds");
        }
        this.gate = gate;
        this.patience = patience;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "drain";
    }

    @Override
    public Risk risk() {
        return Risk.LOW;
    }

    /** All that it does is a lease. */
    @Override
    public boolean reversible() {
        return true;
    }

    /**
     * Another action with this around it: readiness off, the requests in flight awaited, the action, and readiness on again
     * as soon as it has returned or thrown. It keeps its id, its component and its undoing, and has so much more time.
     *
     * @param action what is done meanwhile
     * @return the action to register in its place
     */
    public RecoveryAction around(RecoveryAction action) {
        return new Drained(this, action);
    }

    Duration patience() {
        return patience;
    }

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        close(recovery);
        recovery.report(await());
    }

    /** Takes the service out of traffic under a lease; what is returned ends that before its time. */
    Runnable close(Recovery recovery) {
        InForce closure = gate.closure();
        recovery.lease("readiness off", TERM, closure::end);
        closure.begin();
        return closure::end;
    }

    /** Waits for what is in flight, and says how that went. */
    String await() throws InterruptedException {
        Emptying emptying = new Emptying(gate, ticker);
        boolean empty = pause.until(emptying::over, patience, ticker);
        return empty ? "drained" : emptying.shown() + " after " + patience;
    }
}
