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
     * Says what was done, for the record: {@code evicted 40,120 entries}. The last call counts.
     *
     * @param done what was done; escaped and capped at 1,000 characters
     */
    void report(String done);
}
