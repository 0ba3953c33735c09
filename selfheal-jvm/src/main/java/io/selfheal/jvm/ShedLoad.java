package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;

/**
 * Lets in fewer requests at the same time: a share of those in flight when it runs, and never fewer than a floor.
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; what is beyond the limit is refused. <b>Needs</b>: requests that pass the gate.
 * <b>Undo</b>: a lease, which ends by itself half a minute after the incident, at once if it did not help. <b>Interrupted</b>:
 * it never waits; the lease is there before the limit is. <b>Verified</b> by the rule's own metric.
 */
public final class ShedLoad implements RecoveryAction {
    private static final Duration TERM = Duration.ofSeconds(30);

    private final LoadGate gate;
    private final double share;
    private final int floor;

    /**
     * Sheds load at a gate.
     *
     * @param gate the gate
     * @param share how much of what is in flight may be, above 0 and below 1
     * @param floor how many may always be in flight, 1 at least
     * @throws IllegalArgumentException for a share or a floor that is out of range
     */
    public ShedLoad(LoadGate gate, double share, int floor) {
        if (!(share > 0 && share < 1) || floor < 1) {
            throw new IllegalArgumentException("a share of " + share + " with a floor of " + floor
                    + " sheds nothing or everything: give a share above 0 and below 1, and a floor of 1 at least");
        }
        this.gate = gate;
        this.share = share;
        this.floor = floor;
    }

    @Override
    public String id() {
        return "shed-load";
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
    public void recover(Recovery recovery) {
        int inFlight = Math.min(gate.inFlight(), gate.limit());
        int most = Math.max(floor, (int) Math.ceil(inFlight * share));
        String done = "at most " + most + " requests at the same time, of " + inFlight;
        InForce restriction = gate.restriction(most);
        recovery.lease(done, TERM, restriction::end);
        restriction.begin();
        recovery.report(done);
    }
}
