package io.selfheal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/** A file that holds space on the disk, given up for the last words when the disk is full, and taken again later. */
final class Reserve {
    /** Room for about a hundred events. */
    static final int BYTES = 1 << 16;

    /** The reserve is taken only where it is a small part of what is left. */
    private static final int SHARE = 4;

    /** How many appends to let pass before it is tried again: free space may be a lie, as under a quota. */
    private static final int PATIENCE = 100;

    private final Disk disk;
    private final Path file;
    private final Path folder;
    private boolean held;
    private int patience;

    Reserve(Disk disk, Path file, Path folder) {
        this.disk = disk;
        this.file = file;
        this.folder = folder;
    }

    /** Gives the space back; false if there was none to give. */
    boolean release() {
        if (!held) {
            return false;
        }
        held = false;
        patience = PATIENCE;
        return delete();
    }

    /** Takes the space, if it is not held and there is plenty. */
    void take() {
        if (held || patience-- > 0 || disk.free(folder) < SHARE * (long) BYTES) {
            return;
        }
        patience = PATIENCE;
        ByteBuffer filling = filling();
        try (Disk.Handle handle = disk.open(file)) {
            while (handle.size() != BYTES && filling.hasRemaining()) {
                handle.write(filling, filling.position());
            }
            handle.force(); // space is only held once it was really given
            held = true;
        } catch (IOException full) {
            delete();
        }
    }

    private boolean delete() {
        try {
            disk.delete(file);
            return true;
        } catch (IOException stays) {
            return false;
        }
    }

    /** Noise, so that a file system that compresses, or leaves out zeros, holds the space all the same. */
    private static ByteBuffer filling() {
        byte[] noise = new byte[BYTES];
        new Random(BYTES).nextBytes(noise);
        return ByteBuffer.wrap(noise);
    }
}
