package io.selfheal.jvm;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** What can record what a JVM does, all the time. */
interface Recorder {
    /** Begins to record; takes a second or so the first time. */
    Tape begin() throws IOException;

    /** How many bytes may still be written where it writes; 0 if that is unknown. */
    long room();

    /** A recording that runs. Safe to use from any thread. */
    interface Tape extends AutoCloseable {
        /** How much of it is kept, in bytes; what is still in buffers is not counted. */
        long bytes();

        /**
         * Writes the latest part that fits.
         *
         * @param most how many bytes fit
         * @throws IOException if not even the latest piece does, or nothing was recorded
         */
        void copy(long most, OutputStream to) throws IOException;

        @Override
        void close();
    }

    /** That of this JVM, which keeps about so many bytes; empty if the runtime image has none. */
    static Optional<Recorder> ofThisJvm(Duration age, long bytes) {
        boolean there = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        return there && JfrRecorder.available() ? Optional.of(new JfrRecorder(age, bytes)) : Optional.empty();
    }
}
