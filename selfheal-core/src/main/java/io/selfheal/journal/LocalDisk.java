package io.selfheal.journal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The disk of this machine.
 *
 * @param forcing whether anything is ever forced to the device
 */
record LocalDisk(boolean forcing) implements Disk {
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] AS_USUAL = {};
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE, NOFOLLOW_LINKS);

    @Override
    public Disk unforced() {
        return new LocalDisk(false);
    }

    @Override
    public Handle open(Path file) throws IOException {
        FileChannel channel = channel(file);
        try {
            return new Local(channel, attributes(file).fileKey(), forcing);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** A channel to a regular file and to nothing else: a pipe would block, a link may lead to a stranger's file. */
    static FileChannel channel(Path file) throws IOException {
        if (Files.exists(file, NOFOLLOW_LINKS)) {
            BasicFileAttributes found = attributes(file);
            if (found.isSymbolicLink()) {
                throw new Unfit(file + " is a symbolic link; name the file that it leads to");
            }
            if (!found.isRegularFile()) {
                throw new Unfit(file + " is not a regular file; name another one");
            }
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return FileChannel.open(file, OPTIONS, posix ? OWNER_ONLY : AS_USUAL);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void force(Path folder) {
        if (!forcing) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Windows opens no folders, and needs none of this.
        }
    }

    @Override
    public long free(Path folder) {
        return folder.getFileSystem().equals(FileSystems.getDefault())
                ? folder.toFile().getUsableSpace()
                : 0;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    private record Local(FileChannel channel, @Nullable Object key, boolean forcing) implements Handle {
        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            channel.write(bytes, at);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            if (forcing) {
                channel.force(false);
            }
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public boolean isAt(Path file, long size) {
            try {
                BasicFileAttributes found = attributes(file);
                return Objects.equals(key, found.fileKey()) && found.size() == size;
            } catch (IOException gone) {
                return false;
            }
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
