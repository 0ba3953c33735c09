package io.selfheal.rule;

import io.selfheal.Learner;
import io.selfheal.Snapshot;
import java.util.Optional;

/** The number that a condition is judged by; may remember earlier snapshots. */
@FunctionalInterface
interface Measure {
    /** The number as of a snapshot; NaN while it is unknown. */
    double take(Snapshot snapshot);

    /** The same, where it matters whether what it is taken for is raised. */
    default double take(Snapshot snapshot, boolean raised) {
        return take(snapshot);
    }

    /** What it learns by; empty if it learns nothing. */
    default Optional<Learner> learner() {
        return Optional.empty();
    }

    /** What more there is to say of the number that was taken last. */
    default String told() {
        return "";
    }
}
