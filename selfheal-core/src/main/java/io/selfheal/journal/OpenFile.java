package io.selfheal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The file that is written: knows where its last whole line ends, and goes back there when a write fails. */
final class OpenFile implements Closeable {
    private final Disk.Handle handle;
    private final ByteBuffer window;
    private long end;
    private boolean torn;

    /**
     * @param handle the file
     * @param window what the bytes go through, made ahead
     */
    OpenFile(Disk.Handle handle, ByteBuffer window) {
        this.handle = handle;
        this.window = window;
    }

    /** Whether a failed write may have left something behind the last whole line. */
    boolean isTorn() {
        return torn;
    }

    /** Where its last whole line ends. */
    long end() {
        return end;
    }

    void end(long found) {
        end = found;
    }

    /** Cuts off what a failed write may have left in this file, seen through a newer handle of the same path. */
    void clean(Path file, Disk.Handle newer) throws IOException {
        long size = newer.size();
        if (size > end && handle.isAt(file, size)) {
            newer.truncate(end);
        }
    }

    /** Whether the next line can go to it: it is open, whole, and still at its path as it was left. */
    boolean isReady(Path file) {
        if (torn) {
            goBack();
        }
        return !torn && handle.isOpen() && handle.isAt(file, end);
    }

    /** Adds a line, as a whole or not at all. */
    void append(Line line, boolean forced) throws IOException {
        torn = true;
        try {
            write(line);
            if (forced) {
                handle.force();
            }
            end += line.length();
            torn = false;
        } finally {
            if (torn) {
                goBack();
            }
        }
    }

    /** Cuts off what is behind the last whole line; returns how many bytes. */
    long repair() throws IOException {
        long cut = handle.size() - end;
        handle.truncate(end);
        handle.force();
        return cut;
    }

    void force() throws IOException {
        handle.force();
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }

    /** One write for a line of usual length. */
    private void write(Line line) throws IOException {
        int from = 0;
        while (from < line.length()) {
            window.clear();
            window.put(line.bytes(), from, Math.min(window.capacity(), line.length() - from));
            window.flip();
            while (window.hasRemaining()) {
                handle.write(window, end + from + window.position());
            }
            from += window.position();
        }
    }

    private void goBack() {
        try {
            handle.truncate(end);
            torn = false;
        } catch (IOException later) {
            torn = true; // tried again before the next line
        }
    }
}
