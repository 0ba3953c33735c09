package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Snapshot;
import io.selfheal.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recording, from the first sample until it is closed, except while there is too little room for it: a recorder that cannot
 * write ends the process. Safe to use from any thread; it may take long to begin one, and nobody waits for that but the
 * sample.
 */
final class BlackBox implements Evidence, AutoCloseable {
    /** Below what an exhibit may take, with room for what is recorded while it is copied. */
    private static final long MOST = 7L << 19;

    /** What it takes to end a recording, and what others may write before the next look. */
    private static final long MARGIN = 64L << 20;

    private final Optional<Recorder> recorder;
    private Recorder.@Nullable Tape tape;
    private boolean closed;
    private volatile long needed = MARGIN;

    BlackBox(Optional<Recorder> recorder) {
        this.recorder = recorder;
    }

    /** Tells how much is kept. Begins to record where there is room for it, and ends where there no longer is. */
    List<Metric> sample() throws IOException {
        if (recorder.isPresent()) {
            long room = recorder.get().room();
            if (room < MARGIN) {
                needed = 2 * MARGIN; // not on and off with each file that comes and goes
                end();
            } else if (room >= needed && running().isEmpty()) {
                take(recorder.get().begin());
                needed = MARGIN;
            }
        }
        if (needed > MARGIN) {
            return List.of(new Gauge("jvm.recording.bytes", 0, "too little room to record"));
        }
        return running()
                .map(tape -> List.<Metric>of(Gauge.of("jvm.recording.bytes", (double) tape.bytes())))
                .orElse(List.of());
    }

    /** Keeps what has begun, unless it is too late or another one has. */
    private void take(Recorder.Tape begun) {
        synchronized (this) {
            if (!closed && tape == null) {
                tape = begun;
                return;
            }
        }
        begun.close();
    }

    private synchronized Optional<Recorder.Tape> running() {
        return Optional.ofNullable(tape);
    }

    @Override
    public String name() {
        return "jvm-recording";
    }

    @Override
    public String ending() {
        return "jfr";
    }

    /** JFR ends a chunk first, which takes long where the disk is slow. */
    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws IOException {
        if (recorder.isEmpty()) {
            throw new IOException(
                    "this runtime cannot record: add the module jdk.jfr (--add-modules jdk.jfr), and do not"
                            + " switch it off (-XX:-FlightRecorder)");
        }
        requireRoom(recorder.get().room());
        running()
                .orElseThrow(() -> new IOException("the recording has not begun yet, or is over"))
                .copy(MOST, to);
    }

    /** To copy a recording ends a chunk of it, which is written. */
    private void requireRoom(long room) throws IOException {
        long enough = running().isPresent() ? MARGIN : needed;
        if (room < enough) {
            throw new IOException("not recorded: " + Unit.BYTES.format((double) room)
                    + " are free where JFR writes, and it ends the process when it cannot: it takes "
                    + Unit.BYTES.format((double) enough));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        end();
    }

    private void end() {
        Optional<Recorder.Tape> ends;
        synchronized (this) {
            ends = Optional.ofNullable(tape);
            tape = null;
        }
        ends.ifPresent(Recorder.Tape::close);
    }
}
