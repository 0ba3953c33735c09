package io.selfheal;

import java.time.Duration;
import java.util.Optional;

/**
 * When one gauge runs out, told from its own past. A rule that says {@code runsOutWithin(…)} asks it;
 * {@code io.selfheal.detect} provides it. Called on the loop's thread only; must not block.
 */
public interface Outlook extends Learner {
    /**
     * Learns from a snapshot; costs next to nothing.
     *
     * @param snapshot the newest
     */
    void see(Snapshot snapshot);

    /**
     * Looks ahead; costs up to some ten microseconds, so not to be asked every turn.
     *
     * @param snapshot the newest, which was seen
     * @return the seconds until the gauge likely reaches its limit, 0 or more; infinite if that is not in sight; NaN while
     *     nothing can be said, as the gauge is missing, stale or too little known
     */
    double left(Snapshot snapshot);

    /**
     * Whether the pace is that of before an action, as its effect is not settled or too little was seen since: from where the
     * gauge is by now, {@link #left} then goes by that pace.
     */
    boolean assumed();

    /**
     * Whether another version was deployed since this was asked last: what was foreseen before is of something else, and holds
     * no longer.
     */
    boolean renewed();

    /** What {@link #left} found last; empty if nothing is in sight, or the gauge is missing or stale. */
    Optional<Exhaustion> exhaustion();

    /** From where a gauge comes to its limit. */
    enum From {
        /** It grows toward it. */
        BELOW,
        /** It falls toward it, as what is free does. */
        ABOVE,
        /** From where it is at first. */
        WHERE_IT_IS
    }

    /** Makes outlooks; found by the {@link java.util.ServiceLoader}. */
    interface Source {
        /**
         * An outlook that knows nothing yet.
         *
         * @param metric the gauge's name
         * @param limit where it runs out, finite
         * @param from from where it comes to that
         * @param within how far ahead it has to see
         * @return the outlook, for one rule alone
         */
        Outlook of(String metric, double limit, From from, Duration within);
    }
}
