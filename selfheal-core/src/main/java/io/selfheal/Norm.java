package io.selfheal;

/**
 * What is usual for one gauge, learnt from its own past. A rule that says {@code isUnusual()} asks it; {@code io.selfheal.detect}
 * provides it. Called on the loop's thread only; must not block.
 */
public interface Norm extends Learner {
    /**
     * Learns from the snapshot, and tells how far the gauge is from what is usual for it.
     *
     * @param snapshot the newest
     * @return 0 if it is usual, and once after another version was deployed, as what was unusual before is so no longer; 1 or
     *     more, in steps of the band between raising and clearing, while it is unusual; NaN while nothing can be said, as the
     *     gauge is missing, stale or too little known
     */
    double deviation(Snapshot snapshot);

    /**
     * Why the latest deviation was one.
     *
     * @return words that follow the number, such as {@code lower than anything seen at this hour in 6 days}; empty if it was
     *     none
     */
    String reason();

    /** Makes norms; found by the {@link java.util.ServiceLoader}. */
    interface Source {
        /**
         * A norm that knows nothing yet.
         *
         * @param metric the gauge's name
         * @param falseAlarmsAMonth how many false alarms in 30 days are acceptable, greater than 0 and finite
         * @return the norm, for one rule alone
         */
        Norm of(String metric, double falseAlarmsAMonth);
    }
}
