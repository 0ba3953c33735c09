package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import java.time.Duration;

/**
 * Takes the service out of traffic: {@link LoadGate#ready()} turns false, then it waits until no request is in flight
 * and none has come for a second, or for a while. What comes next on the ladder then harms nobody; the service is ready again when the incident is over.
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

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        recovery.lease("readiness off", TERM, () -> gate.ready(true));
        gate.ready(false);
        Emptying emptying = new Emptying(gate, ticker);
        boolean empty = pause.until(emptying::over, patience, ticker);
        recovery.report(empty ? "drained" : emptying.shown() + " after " + patience);
    }
}
