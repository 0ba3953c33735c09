package io.selfheal.benchmarks;

/**
 * A made-up series with a limit.
 *
 * @param kind what it does
 * @param minutes from one value to the next
 * @param values its values; those of a leak end when the limit is reached
 * @param onset index of the first value that leaks; of a healthy one, 0
 */
record Trace(Kind kind, double minutes, double[] values, int onset) {
    /** What a series does: the first four run out, the others never do. */
    enum Kind {
        LINEAR,
        ACCELERATING,
        BURSTY,
        BY_LOAD,
        FLAT,
        WARM_UP,
        STEP,
        ROTATION,
        SLOW_WAVE;

        boolean runsOut() {
            return compareTo(FLAT) < 0;
        }
    }

    int length() {
        return values.length;
    }

    long millis(int index) {
        return Math.round(index * minutes * 60_000);
    }

    /** Hours from a value to the end. */
    double hoursLeft(int index) {
        return (length() - index) * minutes / 60;
    }

    /** The value in the middle of the leak, by time. */
    int halfway() {
        return (onset + length()) / 2;
    }
}
