package io.selfheal.journal;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file of JSON Lines, rotated by size: {@code selfheal.jsonl} is written, {@code selfheal.1.jsonl} is the
 * newest old one. Beside it stand a lock, {@code selfheal.jsonl.lock}, which keeps a second loop out, and a reserve of 64
 * KiB, {@code selfheal.jsonl.reserve}, given up for the last words on a full disk. All are readable by their owner only.
 *
 * <p>Each event is one write straight to the file, so the death of the process loses at most the line being written.
 * Events that a restarted loop bases its caution on are also synced to the device: incidents opened and closed, decisions
 * to heal or to escalate, actions and undoings started and ended, changes of mode. The others may be lost in a power cut.
 *
 * <p>{@link #append} repairs what it finds: a file that was removed, replaced or changed by somebody is opened anew, and
 * so is a journal that could not be opened before, without telling what is in it. Blocks on the disk; ignores, but keeps,
 * the interruption of its thread.
 */
public final class FileJournal implements Journal {
    private static final long BYTES_PER_FILE = 8L << 20;
    private static final int FILES = 4;
    private static final int LEAST = 4 << 10;
    private static final int WINDOW = 1 << 14;

    private final Path file;
    private final Disk disk;
    private final Codec codec = new Codec();
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW); // a write of heap memory would need some later
    private final Reserve reserve;
    private final Generations generations;
    private final long bytesPerFile;
    private final int files;
    private boolean closed;
    private volatile long damaged;
    private volatile long unknown;
    private @Nullable Claim claim;
    private @Nullable OpenFile current;
    private @Nullable OpenFile torn;

    private FileJournal(Path file, Disk disk, long bytesPerFile, int files) {
        this.file = file.toAbsolutePath();
        this.disk = disk;
        this.bytesPerFile = bytesPerFile;
        this.files = files;
        this.generations = new Generations(disk, this.file, files);
        this.reserve = new Reserve(disk, generations.sibling(".reserve"), generations.folder());
    }

    /**
     * A journal of four files of 8 MiB each, not open yet.
     *
     * @param file the file that is written; made when the journal is opened, with the folders above it
     * @return the journal
     */
    public static FileJournal at(Path file) {
        return on(new LocalDisk(true), file);
    }

    static FileJournal on(Disk disk, Path file) {
        return new FileJournal(file, disk, BYTES_PER_FILE, FILES);
    }

    /**
     * The same journal, not open yet, with another limit to what is kept.
     *
     * @param bytes the size at which a new file is begun, at least 4 KiB; up to twice that while none can be begun
     * @param files how many files there are at most, the one that is written included, from 2 to 1,000
     * @return the journal
     * @throws IllegalArgumentException if a number is out of range
     */
    public FileJournal rotating(long bytes, int files) {
        if (bytes < LEAST || files < 2 || files > Generations.MOST) {
            throw new IllegalArgumentException("a journal of " + files + " files of " + bytes + " bytes: give 2 to "
                    + Generations.MOST + " files of at least " + LEAST + " bytes");
        }
        return new FileJournal(file, disk, bytes, files);
    }

    /**
     * The same journal, not open yet, which syncs nothing to the device, for tests and measurements: a power cut may lose
     * any event.
     *
     * @return the journal
     */
    public FileJournal unforced() {
        return new FileJournal(file, disk.unforced(), bytesPerFile, files);
    }

    /**
     * Reads a journal without touching it, also one that a running service writes: what is rotated away meanwhile is read
     * once. Blocks on the disk; memory is bounded.
     *
     * @param file the file that is written; the ones before it are found beside it
     * @param past is given every event that is kept, oldest first
     * @return what could not be read
     * @throws IOException if there is no such journal, or it cannot be read
     */
    public static Unread read(Path file, Consumer<HealingEvent> past) throws IOException {
        return new Reader(file.toAbsolutePath(), past).read();
    }

    /**
     * What could not be read of a journal.
     *
     * @param damaged lines that are damaged, the one being written perhaps among them
     * @param unknown whole lines of a newer version
     */
    public record Unread(long damaged, long unknown) {}

    /** How many damaged lines were left out when it was opened, those cut off at the end not counted; from any thread. */
    public long damaged() {
        return damaged;
    }

    /** How many lines were left out when it was opened because a newer version wrote them; from any thread. */
    public long unknown() {
        return unknown;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public long open(Consumer<HealingEvent> past) throws IOException {
        boolean interrupted = Thread.interrupted();
        boolean done = false;
        try {
            release();
            closed = false;
            codec.warm();
            Scan scan = new Scan(codec, past);
            claim();
            for (Path old : generations.old()) {
                try (InputStream lines = Files.newInputStream(old, LinkOption.NOFOLLOW_LINKS)) {
                    scan.old(lines);
                }
            }
            long cut = resume(scan).repair();
            generations.trim();
            reserve.take();
            damaged = scan.damaged();
            unknown = scan.unknown();
            done = true;
            return cut;
        } catch (IOException e) {
            throw explained("opened", e);
        } finally {
            if (!done) {
                release();
            }
            restore(interrupted);
        }
    }

    @Override
    public void append(HealingEvent event) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            Line line = encoded(event);
            boolean forced = isForced(event);
            try {
                record(line, forced);
            } catch (IOException failed) {
                boolean disturbed = Thread.interrupted(); // an interruption closes the file under our feet
                interrupted |= disturbed;
                if (!disturbed && !reserve.release()) {
                    throw failed;
                }
                record(line, forced);
            }
            reserve.take();
        } catch (IOException e) {
            throw explained("written", e);
        } finally {
            restore(interrupted);
        }
    }

    private Line encoded(HealingEvent event) {
        try {
            return codec.encode(event);
        } catch (IOException unfit) { // it would be at every later try, too
            throw new IllegalArgumentException(
                    "journal " + file + " cannot record event " + event.sequence() + ": " + unfit.getMessage(), unfit);
        }
    }

    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (torn != null || (current != null && current.isTorn())) {
                ready(); // the last chance to take back what a failed write left
            }
            if (current != null) {
                current.force();
            }
        } catch (IOException e) {
            throw explained("closed", e);
        } finally {
            closed = true;
            release();
            restore(interrupted);
        }
    }

    /** What a restarted loop bases its caution on. */
    private static boolean isForced(HealingEvent event) {
        return event instanceof HealingEvent.ActionStarted
                || event instanceof HealingEvent.OutcomeJudged
                || event instanceof HealingEvent.UndoStarted
                || event instanceof HealingEvent.UndoEnded
                || event instanceof HealingEvent.ModeChanged
                || event instanceof HealingEvent.SilenceBegan
                || event instanceof HealingEvent.SilenceEnded
                || event instanceof HealingEvent.InstructionsKept
                || event instanceof HealingEvent.RunsKept
                || event instanceof HealingEvent.IncidentKept
                || event instanceof HealingEvent.StormBegan
                || event instanceof HealingEvent.ProposalEnded
                || event instanceof HealingEvent.LeaseBegan
                || event instanceof HealingEvent.IncidentOpened
                || event instanceof HealingEvent.IncidentClosed
                || (event instanceof HealingEvent.DecisionMade made && !(made.decision() instanceof Decision.Hold));
    }

    private void record(Line line, boolean forced) throws IOException {
        OpenFile to = ready();
        if (to.end() > 0 && to.end() + line.length() > bytesPerFile) {
            to = rotated(to, line.length());
        }
        to.append(line, forced);
    }

    private OpenFile ready() throws IOException {
        OpenFile before = current;
        if (before != null && before.isReady(file)) {
            return before;
        }
        if (closed) {
            throw new Unfit("it was closed; open it again first");
        }
        release();
        boolean done = false;
        try {
            claim();
            OpenFile again = resume(new Scan(codec, event -> {}));
            again.repair();
            done = true;
            return again;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    private OpenFile rotated(OpenFile full, int more) throws IOException {
        try {
            OpenFile fresh = new OpenFile(generations.rotate(), window);
            current = fresh;
            full.close();
            return fresh;
        } catch (IOException e) {
            if (current == full && full.isReady(file) && full.end() + more - bytesPerFile <= bytesPerFile) {
                return full;
            }
            throw e;
        }
    }

    private void claim() throws IOException {
        Files.createDirectories(generations.folder());
        claim = Claim.on(generations.sibling(".lock"), generations.folder());
    }

    /** Opens the file that is written and finds the end of its last whole line. */
    private OpenFile resume(Scan scan) throws IOException {
        Disk.Handle handle = disk.open(file);
        OpenFile opened = new OpenFile(handle, window);
        current = opened;
        if (torn != null) {
            torn.clean(file, handle);
            torn = null;
        }
        try (InputStream lines = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            opened.end(scan.newest(lines));
        }
        disk.force(generations.folder());
        return opened;
    }

    private void release() throws IOException {
        OpenFile open = current;
        Claim held = claim;
        current = null;
        claim = null;
        if (open != null && open.isTorn()) {
            torn = open;
        }
        try (held) {
            if (open != null) {
                open.close();
            }
        }
    }

    private IOException explained(String done, IOException e) {
        String found = e instanceof AccessDeniedException denied ? "no access to " + denied.getFile() : e.toString();
        String fix = e instanceof Unfit
                ? String.valueOf(e.getMessage())
                : found + "; let the service's user write to " + generations.folder()
                        + ", see that there is free space, or name another file";
        return new IOException("journal " + file + " cannot be " + done + ": " + fix, e);
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
