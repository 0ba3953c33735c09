package io.selfheal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where events are kept across restarts. Called on one thread at a time, never on a thread of the host. Every method may
 * be called again after it failed.
 */
public interface Journal extends AutoCloseable {
    /**
     * Reads what was recorded before and makes ready for appending.
     *
     * @param past is given every event that is still kept, oldest first
     * @return how many bytes of damaged records at the end were cut off; 0 if none
     * @throws IOException if it cannot be read or written now
     */
    long open(Consumer<HealingEvent> past) throws IOException;

    /**
     * Records an event. When it returns, the death of the process does not lose the event.
     *
     * @param event the event
     * @throws IOException if it was not recorded; nothing of it is kept, and the journal is as before: it is tried again later
     * @throws IllegalArgumentException if it can never be recorded, such as for its size: it is counted as lost
     */
    void append(HealingEvent event) throws IOException;

    /** What it is called in events and errors, such as its file's name. */
    String name();

    @Override
    void close() throws IOException;

    /** Makes journals of files; found by {@link java.util.ServiceLoader}. */
    interface Format {
        /**
         * A journal in a file.
         *
         * @param file the file; made when it is opened, with the folders above it
         * @return the journal, not open yet
         */
        Journal at(Path file);
    }
}
