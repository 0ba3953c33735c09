package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Status;

/**
 * Has a pool replace what it lends by new ones, softly: what is idle goes at once, what is lent out when it is given back.
 * Mends connections that are open and yet broken, after a failover or behind a firewall that forgot them.
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; the next borrowers wait for a new one. <b>Needs</b>: a pool that can, see
 * {@link LeasedPool#recycle}, and a source that is not known to be down: then new ones cannot be had, and the old ones may be
 * all there is; fails otherwise. <b>Undo</b>: none, the pool fills by itself. <b>Interrupted</b>: as the pool does.
 * <b>Verified</b> by the rule's own metric, {@code pool.….waiting.count} for instance.
 */
public final class RecyclePool implements RecoveryAction {
    private final String id;
    private final LeasedPool pool;
    private final String source;

    /**
     * Recycles a pool.
     *
     * @param id the action's id, such as {@code recycle-pool}
     * @param pool the pool
     * @param source the name of the health metric of what the pool connects to: while it is DOWN or DEGRADED the pool is left
     *     alone
     */
    public RecyclePool(String id, LeasedPool pool, String source) {
        this.id = id;
        this.pool = pool;
        this.source = source;
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
    public void recover(Recovery recovery) {
        Status status = recovery.snapshot().health(source);
        if (status == Status.DOWN || status == Status.DEGRADED) {
            throw new IllegalStateException(source + " is " + status
                    + ": new connections cannot be had, and those in the pool may be all there are");
        }
        int lent = pool.inUse();
        pool.recycle();
        recovery.report("recycled what was idle; " + lent + " are lent out and go when they are given back"
                + (status == Status.UNKNOWN ? "; how " + source + " is, is not known" : ""));
    }
}
