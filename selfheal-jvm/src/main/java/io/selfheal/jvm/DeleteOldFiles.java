package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Unit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deletes the files below declared folders that were last changed longer ago than a limit, at most 100,000 at a time and
 * eight folders deep. Never follows a link, neither to a file nor to a folder, not even one that is put in place meanwhile
 * (where the system has directories that can be held open: on Linux and macOS); never deletes a folder.
 *
 * <p><b>Risk</b>: {@link Risk#SAFE}, if the folders hold only what nobody misses. <b>Needs</b>: folders that are there; fails
 * otherwise. <b>Undo</b>: none. <b>Interrupted</b>: stops at the file at hand; what was deleted stays so. <b>Verified</b> by
 * {@code jvm.disk.used.ratio}.
 */
public final class DeleteOldFiles implements RecoveryAction {
    private final String id;
    private final List<Path> folders;
    private final Duration olderThan;
    private final InstantSource clock;

    /**
     * Deletes old files.
     *
     * @param id the action's id
     * @param olderThan how long ago a file must have been changed last, above zero
     * @param folders below what; no file system's root, and no link
     * @throws IllegalArgumentException for a root, no folder at all, or a limit that is not above zero
     */
    public DeleteOldFiles(String id, Duration olderThan, Path... folders) {
        this(id, olderThan, InstantSource.system(), folders);
    }

    DeleteOldFiles(String id, Duration olderThan, InstantSource clock, Path... folders) {
        this.id = id;
        this.olderThan = olderThan;
        this.clock = clock;
        this.folders = Fence.around("files are to be deleted", folders).folders();
        if (olderThan.isNegative() || olderThan.isZero()) {
            throw new IllegalArgumentException(
                    "files older than " + olderThan + " would be all of them: give a duration above zero");
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return Risk.SAFE;
    }

    /** Looks at a few files, of which none is old enough, so that all classes are there when no file can be opened. */
    @Override
    public void rehearse() throws IOException {
        AtomicInteger looked = new AtomicInteger();
        Sweep sweep = new Sweep(Instant.MIN, () -> looked.incrementAndGet() > 10);
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(real(folder))) {
                sweep.below(files, 1);
            }
        }
    }

    @Override
    public void recover(Recovery recovery) throws IOException {
        Sweep sweep = new Sweep(clock.instant().minus(olderThan), recovery::cancelled);
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(real(folder))) {
                sweep.below(files, 1);
            } catch (IOException e) {
                sweep.failed(e);
            }
        }
        recovery.report("deleted " + sweep.deleted() + " files, " + Unit.BYTES.format((double) sweep.bytes()));
        if (!sweep.failures().isEmpty()) {
            throw new IOException("could not look below " + String.join("; ", sweep.failures()));
        }
    }

    private static Path real(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder, or a link to one: declare the folder itself");
        }
        return folder;
    }
}
