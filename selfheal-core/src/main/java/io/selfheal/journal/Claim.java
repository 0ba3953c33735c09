package io.selfheal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The sole right to write a journal: a lock on a file beside it, which the system gives back when the process dies.
 *
 * <p>POSIX drops a process's lock as soon as the process closes <em>any</em> descriptor of the file. So within one JVM
 * the file must not even be opened twice; a system property keeps that, for it is shared by all class loaders.
 */
final class Claim implements Closeable {
    private static final String PROPERTY = "io.selfheal.journal.";

    /** Beyond any content: where locks are mandatory, the content stays readable. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final String property;
    private final FileChannel channel;

    private Claim(String property, FileChannel channel) {
        this.property = property;
        this.channel = channel;
    }

    /**
     * Takes the right.
     *
     * @param file the lock's file
     * @param folder the folder that it is in; exists
     * @throws IOException if it is taken, saying by whom
     */
    static Claim on(Path file, Path folder) throws IOException {
        String property = PROPERTY + folder.toRealPath().resolve(folder.relativize(file));
        String self = "process " + ProcessHandle.current().pid();
        if (System.getProperties().putIfAbsent(property, self) != null) {
            throw taken("another loop of this very " + self);
        }
        try {
            return new Claim(property, locked(file, self));
        } catch (IOException | RuntimeException | Error e) {
            System.clearProperty(property);
            throw e;
        }
    }

    private static FileChannel locked(Path file, String self) throws IOException {
        FileChannel channel = LocalDisk.channel(file);
        try {
            FileLock lock = channel.tryLock(LOCKED, 1, false);
            if (lock == null) {
                throw taken(holder(channel));
            }
            sign(channel, self);
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static Unfit taken(String by) {
        return new Unfit(by + " is writing it; end that one, or give each a file of its own");
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer name = ByteBuffer.allocate(32);
        channel.read(name, 0);
        String holder = new String(name.array(), 0, name.position(), StandardCharsets.US_ASCII).strip();
        return holder.matches("process \\d+") ? holder : "another process";
    }

    private static void sign(FileChannel channel, String self) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException full) {
            // The name is only for the other one's message; the lock holds without it.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.clearProperty(property);
        }
    }
}
