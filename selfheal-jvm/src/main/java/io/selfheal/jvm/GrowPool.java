package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Gives an executor half as many threads again, up to a limit, for as long as the incident lasts.
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; what the tasks wait for gets more of them. <b>Needs</b>: an executor below the limit;
 * fails otherwise. <b>Undo</b>: a lease, which ends by itself a minute after the incident. <b>Interrupted</b>: it never
 * waits; the lease is there before the threads are. <b>Verified</b> by {@code executor.….oldest.seconds}.
 */
public final class GrowPool implements RecoveryAction {
    private static final Duration TERM = Duration.ofMinutes(1);

    private final String id;
    private final ThreadPoolExecutor executor;
    private final int most;
    private final int core;
    private final int maximum;

    /**
     * Grows an executor.
     *
     * @param id the action's id
     * @param executor the executor; its sizes are set back afterwards to what they are now
     * @param most how many threads it may have at most
     */
    public GrowPool(String id, ThreadPoolExecutor executor, int most) {
        this.id = id;
        this.executor = executor;
        this.most = most;
        this.core = executor.getCorePoolSize();
        this.maximum = executor.getMaximumPoolSize();
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
        int grown = Math.min(most, Math.max(core + 1, core + core / 2));
        if (grown <= core) {
            throw new IllegalStateException("it has " + core + " threads already, and " + most + " are the limit");
        }
        String done = grown + " threads instead of " + core;
        InForce growth = new InForce(() -> resize(grown, Math.max(maximum, grown)), () -> resize(core, maximum));
        recovery.lease(done, TERM, growth::end);
        growth.begin();
        recovery.report(done);
    }

    /** In the order in which the core is never larger than the maximum. */
    private void resize(int coreSize, int maximumSize) {
        if (maximumSize < executor.getCorePoolSize()) {
            executor.setCorePoolSize(coreSize);
        }
        executor.setMaximumPoolSize(maximumSize);
        executor.setCorePoolSize(coreSize);
    }
}
