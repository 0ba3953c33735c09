package io.selfheal.rule;

import io.selfheal.Snapshot;

/** The number that a condition is judged by; may remember earlier snapshots. */
@FunctionalInterface
interface Measure {
    /** The number as of a snapshot; NaN while it is unknown. */
    double take(Snapshot snapshot);

    /** What more there is to say of the number that was taken last. */
    default String told() {
        return "";
    }
}
