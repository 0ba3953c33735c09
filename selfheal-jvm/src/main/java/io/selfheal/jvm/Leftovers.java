package io.selfheal.jvm;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders of one file each that ended processes left in temporary storage. Others may write there, and put links in place of
 * them: so it is swept only where folders can be held open (on Linux and macOS), and no link is followed.
 *
 * @param storage where they lie
 * @param prefix how their names begin
 * @param file the only file that may be in one
 */
record Leftovers(Path storage, String prefix, Path file) {
    /** Removes those that were last changed before that time, as far as that can be done. */
    void sweep(Instant before) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(storage, prefix + "*")) {
            if (all instanceof SecureDirectoryStream<Path> held) {
                for (Path folder : held) {
                    remove(held, folder.getFileName(), before);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // they are left then
        }
    }

    private void remove(SecureDirectoryStream<Path> held, Path name, Instant before) {
        try {
            if (emptied(held, name, before)) {
                held.deleteDirectory(name);
            }
        } catch (IOException | DirectoryIteratorException goneOrForbidden) {
            // another may still be removed
        }
    }

    private boolean emptied(SecureDirectoryStream<Path> held, Path name, Instant before) throws IOException {
        try (SecureDirectoryStream<Path> folder = held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            boolean old = old(folder.getFileAttributeView(BasicFileAttributeView.class), before);
            List<Path> files = new ArrayList<>();
            for (Path each : folder) {
                files.add(each.getFileName());
            }
            if (!old || !files.stream().allMatch(file::equals)) {
                return false;
            }
            if (!files.isEmpty()) {
                BasicFileAttributeView only =
                        folder.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                if (!old(only, before) || !only.readAttributes().isRegularFile()) {
                    return false;
                }
                folder.deleteFile(file);
            }
            return true;
        }
    }

    private static boolean old(BasicFileAttributeView view, Instant before) throws IOException {
        BasicFileAttributes seen = view.readAttributes();
        return seen.lastModifiedTime().toInstant().isBefore(before);
    }
}
