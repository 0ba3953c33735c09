package io.selfheal.diagnose;

import io.selfheal.Metric;
import io.selfheal.Snapshot;

/** Snapshots of several components. */
final class Mixed {
    private Mixed() {}

    /** The same with metrics of another component, which replace those of their names. */
    static Snapshot snapshot(Snapshot base, String component, Metric... metrics) {
        return base.and(Snapshot.of(base.time(), base.nanos(), component, metrics));
    }
}
