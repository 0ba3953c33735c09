package io.selfheal.benchmarks;

import java.time.Duration;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/** Which of the JVM's operations stopped all threads for longest, told by its flight recorder. */
final class Stops implements AutoCloseable {
    private static final String OPERATION = "jdk.ExecuteVMOperation";

    private final RecordingStream stream = new RecordingStream();
    private Duration longest = Duration.ZERO;
    private String what = "none";

    Stops() {
        stream.enable(OPERATION).withoutThreshold();
        stream.onEvent(OPERATION, this::see);
        stream.startAsync();
    }

    private synchronized void see(RecordedEvent event) {
        if (event.getBoolean("safepoint") && event.getDuration().compareTo(longest) > 0) {
            longest = event.getDuration();
            what = event.getString("operation");
        }
    }

    synchronized void forget() {
        longest = Duration.ZERO;
        what = "none";
    }

    synchronized String longest() {
        return String.format(Locale.ROOT, "%.2f ms (%s)", longest.toNanos() / 1e6, what);
    }

    @Override
    public void close() {
        stream.close();
    }
}
