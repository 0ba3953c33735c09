package io.selfheal.jvm;

import io.selfheal.Ticker;
import java.time.Duration;

/**
 * Watches the requests go elsewhere: over once none is in flight and none has come for a second. That none is in flight at
 * some instant says nothing of a service that answers in milliseconds, and whoever sends requests looks for readiness only
 * now and then. Used by one thread at a time.
 */
final class Emptying {
    private static final Duration STILL = Duration.ofSeconds(1);

    private final LoadGate gate;
    private final Ticker ticker;
    private long come;
    private long since;

    Emptying(LoadGate gate, Ticker ticker) {
        this.gate = gate;
        this.ticker = ticker;
        this.come = gate.come();
        this.since = ticker.nanos();
    }

    boolean over() {
        long now = ticker.nanos();
        long all = gate.come();
        if (all != come || gate.inFlight() > 0) {
            come = all;
            since = now;
        }
        return now - since >= STILL.toNanos();
    }

    /** What keeps it from being over. */
    String shown() {
        return gate.inFlight() > 0 ? gate.inFlight() + " requests were still in flight" : "requests still came";
    }
}
