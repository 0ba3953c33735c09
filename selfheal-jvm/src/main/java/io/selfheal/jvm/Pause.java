package io.selfheal.jvm;

import io.selfheal.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits: the only place of this module where a thread sleeps. */
@FunctionalInterface
interface Pause {
    /** Waits for so long, or until interrupted. */
    void of(Duration time) throws InterruptedException;

    static Pause system() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /**
     * Waits until something is so, or a time is over.
     *
     * @return whether it is so
     */
    default boolean until(BooleanSupplier so, Duration longest, Ticker ticker) throws InterruptedException {
        long start = ticker.nanos();
        while (!so.getAsBoolean()) {
            if (ticker.nanos() - start >= longest.toNanos()) {
                return false;
            }
            of(Duration.ofMillis(10));
        }
        return true;
    }
}
