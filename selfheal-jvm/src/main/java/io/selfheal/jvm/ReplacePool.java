package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;

/**
 * Puts a new pool in the place of one whose workers are all stuck, and gives it what waited there. Where the workers are
 * merely few, {@link GrowPool} is the gentler one; where what they wait for is sick, the new ones will soon wait as well.
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; for as long as the stuck ones do not end there are twice as many workers, for
 * whatever they need. <b>Needs</b>: a pool all of whose workers are busy, and fewer set aside than may be; fails otherwise.
 * <b>Undo</b>: none: the new pool is as the old one was; that one ends with its last task, and was not interrupted (see
 * {@link CancelStuck} for that). <b>Interrupted</b>: it never waits. <b>Verified</b> by {@code executor.….oldest.seconds}.
 */
public final class ReplacePool implements RecoveryAction {
    private final String id;
    private final ReplaceablePool pool;

    /**
     * Replaces a pool.
     *
     * @param id the action's id
     * @param pool the pool
     */
    public ReplacePool(String id, ReplaceablePool pool) {
        this.id = id;
        this.pool = pool;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public void recover(Recovery recovery) {
        recovery.report(pool.replace());
    }
}
