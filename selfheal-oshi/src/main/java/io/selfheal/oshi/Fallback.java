package io.selfheal.oshi;

import java.util.Optional;

/** A source with a spare that answers when it fails or has nothing to say. */
record Fallback<T>(Source<T> first, Source<T> spare) implements Source<T> {
    @Override
    public Optional<T> read() throws Exception {
        Optional<T> reading;
        try {
            reading = first.read();
        } catch (Exception e) {
            return instead(e);
        }
        return reading.isPresent() ? reading : spare.read();
    }

    private Optional<T> instead(Exception failure) throws Exception {
        try {
            Optional<T> reading = spare.read();
            if (reading.isPresent()) {
                return reading;
            }
        } catch (Exception | LinkageError e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }
}
