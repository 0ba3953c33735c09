package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
import java.util.List;

/**
 * Takes back what a pool has lent out for longer than a limit, and names the borrowers.
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; who still uses it fails. <b>Needs</b>: a pool that can take back, see
 * {@link LeasedPool#reclaim}; fails otherwise. <b>Undo</b>: none. <b>Interrupted</b>: as the pool does. <b>Verified</b> by
 * {@code pool.….used.ratio} and {@code .oldest.seconds}.
 */
public final class ReclaimLeases implements RecoveryAction {
    private final String id;
    private final LeasedPool pool;
    private final Duration olderThan;
    private final Runnable afterwards;

    /**
     * Takes back what was not given back.
     *
     * @param id the action's id
     * @param pool the pool
     * @param olderThan how long something may be out; well above what the slowest honest use takes
     */
    public ReclaimLeases(String id, LeasedPool pool, Duration olderThan) {
        this(id, pool, olderThan, () -> {});
    }

    ReclaimLeases(String id, LeasedPool pool, Duration olderThan, Runnable afterwards) {
        this.id = id;
        this.pool = pool;
        this.olderThan = olderThan;
        this.afterwards = afterwards;
    }

    /**
     * The same with a {@link System#gc()} once something was taken back, for what only a collection frees: direct buffers,
     * which the JVM gives back when their small objects in the heap are collected, in an old generation maybe hours later. It
     * takes about a second for each GiB that lives.
     *
     * @return the action
     */
    public ReclaimLeases thenCollecting() {
        return new ReclaimLeases(id, pool, olderThan, System::gc);
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
        List<String> borrowers = pool.reclaim(olderThan);
        if (!borrowers.isEmpty()) {
            afterwards.run();
        }
        recovery.report(
                borrowers.isEmpty()
                        ? "nothing was out for longer than " + olderThan
                        : "took back " + borrowers.size() + " from " + String.join("; ", borrowers));
    }
}
