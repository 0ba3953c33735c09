package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One recording, from its first sample until it is closed. Safe to use from any thread; it may take long to begin one, and
 * nobody waits for that but the sample.
 */
final class BlackBox implements Evidence, AutoCloseable {
    /** Below what an exhibit may take, with room for what is recorded while it is copied. */
    private static final long MOST = 7L << 19;

    private final Optional<Recorder> recorder;
    private Recorder.@Nullable Tape tape;
    private boolean closed;

    BlackBox(Optional<Recorder> recorder) {
        this.recorder = recorder;
    }

    /** Tells how much is kept; the first time it begins to record. */
    List<Metric> sample() throws IOException {
        if (running().isEmpty() && recorder.isPresent()) {
            take(recorder.get().begin());
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
        running()
                .orElseThrow(() -> new IOException("the recording has not begun yet, or is over"))
                .copy(MOST, to);
    }

    @Override
    public void close() {
        Optional<Recorder.Tape> ends;
        synchronized (this) {
            closed = true;
            ends = Optional.ofNullable(tape);
            tape = null;
        }
        ends.ifPresent(Recorder.Tape::close);
    }
}
