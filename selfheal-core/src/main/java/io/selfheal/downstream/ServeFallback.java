package io.selfheal.downstream;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;

/**
 * Serves what a {@link Fallback} has instead of a sick dependency, for a host without a circuit breaker.
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; answers are older or poorer. <b>Needs</b>: calls that ask the fallback, and another probe of
 * the dependency than those calls, for they tell nothing of it meanwhile. <b>Undo</b>: a lease, which ends by itself half a
 * minute after the incident, at once if it did not help. <b>Interrupted</b>: it never waits; the lease is there before the
 * fallback is. <b>Verified</b> by the rule's own metric.
 */
public final class ServeFallback implements RecoveryAction {
    private static final Duration TERM = Duration.ofSeconds(30);

    private final String id;
    private final Hold hold;

    /**
     * Serves a fallback.
     *
     * @param id the action's id, such as {@code serve-fallback}
     * @param fallback the switch that the host's calls ask
     */
    public ServeFallback(String id, Fallback fallback) {
        this.id = id;
        this.hold = new Hold(() -> fallback.set(true), () -> fallback.set(false));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return Risk.LOW;
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        Hold.Claim claim = hold.claim();
        recovery.lease("fallback served", TERM, claim::giveUp);
        claim.make();
        recovery.report("the fallback is served");
    }
}
