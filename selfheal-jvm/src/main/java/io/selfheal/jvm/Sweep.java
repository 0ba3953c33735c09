package io.selfheal.jvm;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Deletes old files, one folder after the other. A folder that cannot be read to its end does not keep the others from being
 * swept.
 */
final class Sweep {
    private static final int DEEPEST = 8;
    private static final int MOST = 100_000;
    private static final int NAMED = 10;

    private final Instant before;
    private final BooleanSupplier stop;
    private int deleted;
    private long bytes;
    private final List<String> failures = new ArrayList<>();

    Sweep(Instant before, BooleanSupplier stop) {
        this.before = before;
        this.stop = stop;
    }

    int deleted() {
        return deleted;
    }

    long bytes() {
        return bytes;
    }

    /** What could not be looked at, the first of it. */
    List<String> failures() {
        return failures;
    }

    void failed(Exception why) {
        if (failures.size() < NAMED) {
            failures.add(why.toString());
        }
    }

    void below(DirectoryStream<Path> files, int depth) throws IOException {
        try {
            for (Path file : files) {
                if (stop.getAsBoolean() || deleted >= MOST) {
                    return;
                }
                if (files instanceof SecureDirectoryStream<Path> held) {
                    visit(held, file.getFileName(), depth);
                } else {
                    visit(file, depth);
                }
            }
        } catch (DirectoryIteratorException halfWay) {
            failed(halfWay);
        }
    }

    private void visit(SecureDirectoryStream<Path> held, Path name, int depth) throws IOException {
        try {
            BasicFileAttributes seen = held.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (seen.isDirectory() && depth < DEEPEST) {
                try (DirectoryStream<Path> files = held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    below(files, depth + 1);
                }
            } else if (old(seen)) {
                held.deleteFile(name);
                count(seen);
            }
        } catch (FileSystemException goneOrForbidden) {
            // another file may still be deleted
        }
    }

    private void visit(Path file, int depth) throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (seen.isDirectory() && depth < DEEPEST) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(file)) {
                    below(files, depth + 1);
                }
            } else if (old(seen)) {
                Files.delete(file);
                count(seen);
            }
        } catch (FileSystemException goneOrForbidden) {
            // another file may still be deleted
        }
    }

    private boolean old(BasicFileAttributes seen) {
        return seen.isRegularFile() && seen.lastModifiedTime().toInstant().isBefore(before);
    }

    private void count(BasicFileAttributes seen) {
        deleted++;
        bytes += seen.size();
    }
}
