package io.selfheal.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file that a host holds open and can open again: a segment, an index, an attachment. Its methods are called on a thread of
 * selfheal's own, one call at a time, and must not block.
 */
public interface OpenFile {
    /** Where it is. */
    Path path();

    /** For how long nobody has used it; zero while somebody does. */
    Duration idle();

    /**
     * Closes it, so that whoever wants it next has to open it anew; does nothing if it is closed.
     *
     * @throws IOException if it cannot be closed
     */
    void close() throws IOException;
}
