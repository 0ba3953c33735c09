package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Gives an executor half as many threads again, up to a limit, for as long as the incident lasts; once, however many
 * attempts want it at the same time.
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; what the tasks wait for gets more of them. <b>Needs</b>: an executor below the limit;
 * fails otherwise. <b>Undo</b>: a lease, which ends by itself a minute after the incident. <b>Interrupted</b>: it never
 * waits; the lease is there before the threads are. <b>Verified</b> by {@code executor.….oldest.seconds}.
 */
public final class GrowPool implements RecoveryAction {
    private static final Duration TERM = Duration.ofMinutes(1);

    private final String id;
    private final PoolGrowth growth;

    /**
     * Grows an executor.
     *
     * @param id the action's id
     * @param executor the executor; its sizes are set back afterwards to what they were before it grew, unless somebody else
     *     has changed them meanwhile
     * @param most how many threads it may have at most
     */
    public GrowPool(String id, ThreadPoolExecutor executor, int most) {
        this.id = id;
        this.growth = new PoolGrowth(executor, most);
    }

    @Override
    public String id() {
        return id;
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
        String done = growth.plan();
        InForce part = growth.part();
        recovery.lease(done, TERM, part::end);
        part.begin();
        recovery.report(done);
    }
}
