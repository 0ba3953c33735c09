package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Closes the host's own files that nobody has used for longer than a limit, those that are idle longest first, and only below
 * declared folders. One that a link leads to, or that is reached by {@code ..}, is left alone, wherever it leads. Only files
 * that are declared in {@link OpenFiles} are known: what leaked unseen is not closed.
 *
 * <p><b>Risk</b>: {@link Risk#SAFE}, if the host opens again what it needs again. <b>Needs</b>: declared files that are idle
 * for so long; fails if one could not be closed, after it has closed the others, and where nothing was idle it says so.
 * <b>Undo</b>: none: the host opens them again. <b>Interrupted</b>: stops after the file at hand; what was closed stays
 * so. <b>Verified</b> by {@code jvm.files.used.ratio}.
 */
public final class CloseIdleFiles implements RecoveryAction {
    private static final int NAMED = 5;

    private final OpenFiles files;
    private final Duration olderThan;
    private final Fence fence;

    /**
     * Closes idle files.
     *
     * @param files where they are declared
     * @param olderThan for how long nobody may have used them, above zero
     * @param folders below what; no file system's root
     * @throws IllegalArgumentException for a root, no folder at all, or a limit that is not above zero
     */
    public CloseIdleFiles(OpenFiles files, Duration olderThan, Path... folders) {
        this.files = files;
        this.olderThan = olderThan;
        this.fence = Fence.around("files are to be closed", folders);
        if (olderThan.isNegative() || olderThan.isZero()) {
            throw new IllegalArgumentException(
                    "files that are idle for " + olderThan + " would be all of them: give a duration above zero");
        }
    }

    @Override
    public String id() {
        return "close-idle-files";
    }

    @Override
    public Risk risk() {
        return Risk.SAFE;
    }

    /** Looks for what it would close. */
    @Override
    public void rehearse() {
        said(idle().stream().filter(file -> fence.holds(file.path())).toList(), 0);
    }

    @Override
    public void recover(Recovery recovery) throws IOException {
        List<Idle> idle = idle();
        List<Idle> closed = new ArrayList<>();
        IOException failure = new IOException();
        int outside = 0;
        for (Idle file : idle) {
            if (recovery.cancelled()) {
                break;
            }
            if (!fence.holds(file.path())) {
                outside++;
                continue;
            }
            try {
                if (file.file().idle().compareTo(olderThan) <= 0) {
                    continue; // it came into use while others were closed
                }
                file.file().close();
                closed.add(file);
            } catch (IOException | RuntimeException e) {
                failure.addSuppressed(e);
            }
            recovery.report(said(closed, outside));
        }
        recovery.report(said(closed, outside));
        Throwable[] failures = failure.getSuppressed();
        if (failures.length > 0) {
            throw new IOException(failures.length + " could not be closed, such as: " + failures[0], failures[0]);
        }
    }

    /** As they are now: how long one is idle changes while it is looked at. */
    private List<Idle> idle() {
        return files.all().stream()
                .map(file -> new Idle(file, file.path(), file.idle()))
                .filter(file -> file.time().compareTo(olderThan) > 0)
                .sorted(Comparator.comparing(Idle::time).reversed())
                .toList();
    }

    private String said(List<Idle> closed, int outside) {
        String left = outside == 0 ? "" : "; left " + outside + " that lie not below " + fence.folders();
        if (closed.isEmpty()) {
            return "closed nothing that was idle for longer than " + olderThan + left;
        }
        List<String> named = closed.stream()
                .limit(NAMED)
                .map(file ->
                        Text.line(file.path().toString()) + " (" + file.time().toSeconds() + " s)")
                .toList();
        String more = closed.size() > NAMED ? " and " + (closed.size() - NAMED) + " more" : "";
        return "closed " + closed.size() + " idle files: " + String.join(", ", named) + more + left;
    }

    private record Idle(OpenFile file, Path path, Duration time) {}
}
