package io.selfheal.detect;

import io.selfheal.Snapshot;

/**
 * A time that never jumps: the wall clock as it was when it was asked first, and the ticker from then on. The wall clock may
 * be set at any moment; but how long ago a restart was, only it can tell.
 */
final class SteadyTime {
    private boolean begun;
    private long millis;
    private long nanos;

    /**
     * When something was observed, in milliseconds since 1970.
     *
     * @param snapshot where it is in
     * @param at when it was observed, on the ticker
     */
    long millis(Snapshot snapshot, long at) {
        if (!begun) {
            begun = true;
            millis = snapshot.time().toEpochMilli();
            nanos = snapshot.nanos();
        }
        return millis + (at - nanos) / 1_000_000;
    }
}
