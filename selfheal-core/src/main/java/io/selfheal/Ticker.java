package io.selfheal;

/**
 * A monotonic source of elapsed time, as Caffeine's and Guava's. Every duration in the engine is measured on it; the wall
 * clock is only ever a label. Called from any thread; must not block.
 */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; only differences mean anything, and the value may wrap around. */
    long nanos();

    /** The ticker of this JVM, {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
