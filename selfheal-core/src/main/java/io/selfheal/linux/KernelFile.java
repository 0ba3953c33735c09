package io.selfheal.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One small file of the kernel's, opened at the first read and held: the kernel writes its content anew whenever it is
 * read from the start, so it can still be read when the process has no descriptor left to open it. Read by one thread at
 * a time. Not a channel, which an interrupt would close.
 */
public final class KernelFile {
    /** More than the files that are read here hold, or at least the part of them that is looked at. */
    private static final int LONGEST = 4096;

    private final Kernel kernel;
    private final Path path;
    private final byte[] buffer = new byte[LONGEST];
    private @Nullable RandomAccessFile file;

    KernelFile(Kernel kernel, Path path) {
        this.kernel = kernel;
        this.path = path;
    }

    /** Whether it is there; without another look once it is held. */
    public boolean exists() {
        return file != null || Files.isRegularFile(path);
    }

    /** Its content now, its first 4,096 characters; never empty. */
    public KernelText read() throws IOException {
        RandomAccessFile held = file;
        if (held == null) {
            held = kernel.open(path);
            file = held;
        }
        held.seek(0);
        int length = 0;
        int more = 0;
        while (more >= 0 && length < LONGEST) {
            length += more;
            more = held.read(buffer, length, LONGEST - length);
        }
        if (length == 0) {
            throw new IOException(path + " is empty");
        }
        return new KernelText(path, new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Lets go of it; the next read opens it again. */
    public void release() throws IOException {
        RandomAccessFile held = file;
        file = null;
        if (held != null) {
            kernel.close(held);
        }
    }

    /** Its path. */
    @Override
    public String toString() {
        return path.toString();
    }
}
