package io.selfheal.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Two descriptors held back, so that a connection can be taken in where there is none left; none where there is no
 * {@code /dev/null}, as on Windows, which has no such limit. From any thread.
 */
final class SpareDescriptors implements AutoCloseable {
    private static final File NULL = new File("/dev/null");

    private final @Nullable FileInputStream[] held = new FileInputStream[2];
    private boolean closed = !NULL.exists();

    /** Takes what is missing, as far as it can be had. */
    synchronized void take() {
        for (int i = 0; i < held.length && !closed; i++) {
            if (held[i] == null) {
                try {
                    held[i] = new FileInputStream(NULL);
                } catch (IOException none) {
                    return;
                }
            }
        }
    }

    /** Frees one, for whoever comes first; false if there is none. */
    synchronized boolean give() {
        for (int i = 0; i < held.length; i++) {
            FileInputStream one = held[i];
            if (one != null) {
                held[i] = null;
                close(one);
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        boolean more = true;
        while (more) {
            more = give();
        }
    }

    private static void close(FileInputStream one) {
        try {
            one.close();
        } catch (IOException gone) {
            return; // it is free either way
        }
    }
}
