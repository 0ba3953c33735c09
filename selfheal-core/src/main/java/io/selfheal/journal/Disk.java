package io.selfheal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The few things that a journal does to files: the seam at which a test makes a disk fail. */
interface Disk {
    /** The same disk, but nothing is forced to the device. */
    Disk unforced();

    /**
     * Opens a file for writing; makes it if missing, for its owner only.
     *
     * @throws IOException also if it is anything but a regular file: a folder, a pipe, a symbolic link
     */
    Handle open(Path file) throws IOException;

    /** Renames a file in one step. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Makes new and renamed files of a folder survive a power cut, where the system can. */
    void force(Path folder);

    /** Bytes that may still be written in a folder; 0 if unknown. */
    long free(Path folder);

    /** An open file. */
    interface Handle extends Closeable {
        /** Writes some or all of what remains. */
        void write(ByteBuffer bytes, long at) throws IOException;

        void truncate(long size) throws IOException;

        void force() throws IOException;

        long size() throws IOException;

        /** Whether this very file still is at a path, with a size: nobody removed, replaced or changed it. */
        boolean isAt(Path file, long size);

        boolean isOpen();
    }
}
