package io.selfheal;

import java.time.Duration;

/** One attempt of a {@link RecoveryAction}, as the action sees it. Safe to use from any thread. */
public interface Recovery {
    /** The incident that is to be healed, as it was when the action was chosen. */
    Incident incident();

    /** The latest metrics when the action was chosen. */
    Snapshot snapshot();

    /** The time that is left until the action is interrupted; zero afterwards. */
    Duration remaining();

    /** Whether the action should stop: its time is over or the loop is closing. Also told by an interrupt. */
    boolean cancelled();

    /**
     * Whether the next process will know of this attempt, since a journal is kept. Without one neither budget nor cooldown
     * outlives the process, and nothing bounds how often an action that ends it is tried: such an action should refuse then.
     * True by default, which attempts that a test makes up may leave as it is.
     */
    default boolean journaled() {
        return true;
    }

    /**
     * Promises that what is about to be put in force (a throttle, a disabled feature) is taken back again. To be called
     * <em>before</em> it takes effect, so that no effect is ever without one who ends it. The loop renews the lease while
     * the incident is open; it ends one term after that, at once if the action is judged not to have helped, when the loop
     * is closed, and one term after the loop has died.
     *
     * @param name what is put in force, for the record: {@code half of the load shed}
     * @param term how long it outlives its last renewal, above zero and an hour at most; some periods of the loop at least
     * @param revert takes the effect back; called once on a thread of selfheal's own, up to three times if it throws, and
     *     also where the action failed half-way, so it must not mind if there is nothing to take back
     * @throws IllegalStateException if the action's time is over, or the loop is closed: nothing may take effect then
     */
    void lease(String name, Duration term, RecoveryAction.Body revert);

    /**
     * Says what was done, for the record: {@code evicted 40,120 entries}. The last call counts.
     *
     * @param done what was done; escaped and capped at 1,000 characters
     */
    void report(String done);
}
