package io.selfheal.oshi;

import java.util.Optional;

/**
 * A source with a spare that takes over while it fails or has nothing to say. The spare is read once ahead, so that what
 * it needs is open and loaded before it is needed. The first source then rests for a while: OSHI opens files, which is in
 * vain as long as no descriptor is left, and logs each try as an error.
 */
final class Fallback<T> implements Source<T> {
    /** For how many reads the first source is left alone. */
    static final int REST = 30;

    private final Source<T> first;
    private final Source<T> spare;
    private boolean rehearsed;
    private int rest;

    Fallback(Source<T> first, Source<T> spare) {
        this.first = first;
        this.spare = spare;
    }

    @Override
    public Optional<T> read() throws Exception {
        if (!rehearsed) {
            rehearsed = true;
            spare.read();
        }
        if (rest > 0) {
            rest--;
            return spare.read();
        }
        try {
            Optional<T> reading = first.read();
            return reading.isPresent() ? reading : fromSpare();
        } catch (Exception | LinkageError e) {
            Optional<T> reading = fromSpare();
            if (reading.isEmpty()) {
                throw e;
            }
            return reading;
        }
    }

    private Optional<T> fromSpare() throws Exception {
        Optional<T> reading = spare.read();
        rest = reading.isPresent() ? REST : 0;
        return reading;
    }
}
