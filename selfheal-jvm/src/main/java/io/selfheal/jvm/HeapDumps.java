package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Heap dumps of what lives, into one folder, for whoever asks: as evidence when an incident about memory opens, as the action
 * {@link DumpHeap} on a rung of a ladder, or by {@link #take()}. Off unless it is asked for:
 *
 * <pre>{@code
 * HeapDumps dumps = HeapDumps.into(Path.of("/var/lib/orders/dumps")).whileDrained(gate);
 * SelfHealing.builder()
 *         .evidence(dumps)
 *         .action(new Drain(gate, Duration.ofSeconds(10)).around(new DumpHeap(dumps)))
 * }</pre>
 *
 * <p>The process stands still meanwhile, for seconds in a heap of GiB, so none is taken while it serves, unless that is
 * allowed. None is taken either
 * <ul>
 *   <li>before what lives has grown by a tenth above the largest one that was ever taken, or that lies there,
 *   <li>unless twice what is used in the heap, and 1.2 times what it has taken from the system, with 16 MiB for the names of
 *       classes, is free on the disk (a dump of many small objects is up to twice as large as they are),
 *   <li>if that is more than may lie there in all, 8 GiB by default: of a heap that large the host has to ask for it,
 *   <li>while another one is being taken.
 * </ul>
 * Which of these it was is told in the evidence. The two latest are kept by default; the oldest goes before the next is written.
 *
 * <p>A dump holds all that the process knew, secrets among it: the folder and each file are its owner's only, names hold
 * nothing from outside, and a folder that is a link, or that others may write into, is refused. Safe to use from any thread.
 */
public final class HeapDumps implements Evidence {
    /** What a dump holds besides objects: the classes, with all names. */
    static final long NAMES = 16L << 20;

    private static final double HIGHER = 1.1;

    private final DumpFolder folder;
    private final BooleanSupplier quiet;
    private final int count;
    private final long most;
    private final Dumper dumper;
    private final InstantSource clock;
    private final Ticker ticker;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile double highest;

    HeapDumps(
            DumpFolder folder,
            BooleanSupplier quiet,
            int count,
            long most,
            Dumper dumper,
            InstantSource clock,
            Ticker ticker) {
        this.folder = folder;
        this.quiet = quiet;
        this.count = count;
        this.most = most;
        this.dumper = dumper;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Takes none until it is said when: see {@link #whileDrained} and {@link #alsoWhileServing}.
     *
     * @param folder where to; made when it is needed, and of this process only
     * @return heap dumps
     * @throws IllegalArgumentException for a file system's root
     */
    public static HeapDumps into(Path folder) {
        return into(folder, Dumper.ofThisJvm(), InstantSource.system(), Ticker.system());
    }

    static HeapDumps into(Path folder, Dumper dumper, InstantSource clock, Ticker ticker) {
        Path fixed = folder.toAbsolutePath().normalize();
        if (fixed.getNameCount() == 0) {
            throw new IllegalArgumentException("heap dumps are to be kept in " + fixed + ": name a folder below it");
        }
        return new HeapDumps(new DumpFolder(fixed), () -> false, 2, 8L << 30, dumper, clock, ticker);
    }

    /**
     * Takes one only while readiness is off.
     *
     * @param gate what requests pass, and what the readiness check asks
     * @return heap dumps
     */
    public HeapDumps whileDrained(LoadGate gate) {
        return new HeapDumps(folder, () -> !gate.ready(), count, most, dumper, clock, ticker);
    }

    /**
     * Takes one whether the process serves or not: requests wait until it is done.
     *
     * @return heap dumps
     */
    public HeapDumps alsoWhileServing() {
        return new HeapDumps(folder, () -> true, count, most, dumper, clock, ticker);
    }

    /**
     * Limits what lies there.
     *
     * @param count how many, at least 1; with 1 there is none while the next is written
     * @param bytes how many bytes in all, above zero
     * @return heap dumps
     * @throws IllegalArgumentException for other numbers
     */
    public HeapDumps keeping(int count, long bytes) {
        if (count < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    count + " heap dumps of " + bytes + " bytes in all are none: give at least 1 of each");
        }
        return new HeapDumps(folder, quiet, count, bytes, dumper, clock, ticker);
    }

    /**
     * Takes one now. The calling thread waits for it, like all others.
     *
     * @return where it lies, and how large it is, for people
     * @throws IOException if it was not taken, or not as a whole, with the reason
     */
    public String take() throws IOException {
        if (!quiet.getAsBoolean()) {
            throw new IOException(
                    "not taken: the process serves, and would stand still meanwhile; drain it first, with new"
                            + " Drain(gate, patience).around(…) and whileDrained(gate), or allow it with"
                            + " alsoWhileServing()");
        }
        if (!busy.compareAndSet(false, true)) {
            throw new IOException("not taken: another one is being taken");
        }
        try {
            folder.open();
            Instant now = clock.instant();
            Path draft = folder.draft(now);
            if (Files.exists(draft, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("not taken: " + draft + " is there already");
            }
            Dumper.Heap heap = dumper.heap();
            List<DumpFolder.Dump> dumps = folder.dumps();
            requireNewHeight(dumps, lives(heap));
            makeRoom(dumps, NAMES + Math.max(2 * heap.used(), heap.committed() / 5 * 6));
            return write(draft, now);
        } finally {
            busy.set(false);
        }
    }

    private double lives(Dumper.Heap heap) {
        double live = dumper.live();
        return Double.isNaN(live) ? heap.used() : live;
    }

    private void requireNewHeight(List<DumpFolder.Dump> dumps, double live) throws IOException {
        double before = dumps.stream().mapToDouble(DumpFolder.Dump::live).reduce(highest, Math::max);
        if (live < before * HIGHER) {
            throw new IOException("not taken: " + Unit.BYTES.format(live) + " live, and one was taken when it was "
                    + Unit.BYTES.format(before));
        }
    }

    private void makeRoom(List<DumpFolder.Dump> dumps, long needed) throws IOException {
        if (needed > most) {
            throw new IOException("not taken: it may take " + Unit.BYTES.format((double) needed)
                    + ", and all together may take " + Unit.BYTES.format((double) most));
        }
        long free = folder.free();
        if (free < needed) {
            throw new IOException("not taken: it may take " + Unit.BYTES.format((double) needed) + ", and "
                    + Unit.BYTES.format((double) free) + " are free in " + folder.path());
        }
        long total = dumps.stream().mapToLong(DumpFolder.Dump::bytes).sum();
        int left = dumps.size();
        for (DumpFolder.Dump oldest : dumps) {
            if (left >= count || total + needed > most) {
                Files.deleteIfExists(oldest.file());
                total -= oldest.bytes();
                left--;
            }
        }
    }

    private String write(Path draft, Instant now) throws IOException {
        long start = ticker.nanos();
        try {
            dumper.dump(draft);
            double live = lives(dumper.heap());
            highest = Math.max(highest, live);
            Path kept = folder.keep(draft, now, (long) live);
            return kept + ", " + Unit.BYTES.format((double) Files.size(kept)) + " of what lives, taken in "
                    + Unit.SECONDS.format((ticker.nanos() - start) / 1e9);
        } catch (Throwable thrown) { // half a dump only fills the disk
            folder.discard(draft);
            throw thrown;
        }
    }

    @Override
    public String name() {
        return "jvm-heap-dump";
    }

    /** It cannot be interrupted; after that time the evidence says so, and the dump goes on. */
    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) {
        PrintWriter out = Text.to(to);
        out.println(Trouble.withMemory(incident) ? outcome() : "not taken: the incident is not about memory");
        out.flush();
    }

    private String outcome() {
        try {
            return take();
        } catch (IOException | RuntimeException why) {
            return Text.line(String.valueOf(why.getMessage()), 1_000);
        }
    }
}
