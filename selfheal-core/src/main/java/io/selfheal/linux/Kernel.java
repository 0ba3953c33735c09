package io.selfheal.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text files in which Linux tells about itself, below one root folder. Safe for use by several threads. */
public final class Kernel implements AutoCloseable {
    private final Path root;
    private final List<RandomAccessFile> open = new ArrayList<>();
    private boolean closed;

    /**
     * Looks below one folder; opens nothing yet.
     *
     * @param root the folder below which {@code proc} and {@code sys} are, {@code /} as a rule
     */
    public Kernel(Path root) {
        this.root = root;
    }

    /** Whether it tells about this process in files at all, as Linux does. */
    public boolean there() {
        return Files.isDirectory(path("/proc/self"));
    }

    /**
     * Where a file or folder is.
     *
     * @param absolute its path as the kernel names it, from the root on
     */
    public Path path(String absolute) {
        return root.resolve(absolute.startsWith("/") ? absolute.substring(1) : absolute);
    }

    /**
     * A file, not opened yet.
     *
     * @param absolute its path as the kernel names it, from the root on
     * @return the file
     */
    public KernelFile file(String absolute) {
        return file(path(absolute));
    }

    /**
     * A file, not opened yet.
     *
     * @param path where it is, as {@link #path} tells
     * @return the file
     */
    public KernelFile file(Path path) {
        return new KernelFile(this, path);
    }

    synchronized RandomAccessFile open(Path path) throws IOException {
        if (closed) {
            throw new IOException(path + " is not read any more: its loop is closed");
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        open.add(file);
        return file;
    }

    synchronized void close(RandomAccessFile file) throws IOException {
        open.remove(file);
        file.close();
    }

    /** Closes every file and opens none any more. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (RandomAccessFile file : open) {
            file.close();
        }
        open.clear();
    }
}
