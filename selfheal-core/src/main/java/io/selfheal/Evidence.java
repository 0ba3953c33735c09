package io.selfheal;

import java.io.OutputStream;
import java.time.Duration;

/**
 * Collects what a person will want to see of an incident, before the first action changes it. {@link #collect} runs on a
 * thread of selfheal's own, once an incident, and of at most six incidents in ten minutes; one that hangs or throws does not hold up
 * healing.
 */
public interface Evidence {
    /** What it collects, in a word; also the file's name. */
    String name();

    /** The file's ending, {@code txt} by default. */
    default String ending() {
        return "txt";
    }

    /** How long it may take before it is interrupted and given up, two seconds by default. */
    default Duration timeout() {
        return Duration.ofSeconds(2);
    }

    /**
     * Collects.
     *
     * @param incident the incident, as it was opened
     * @param snapshot the latest metrics
     * @param to where to write, at most a few MiB: what is beyond is cut off, and said
     * @throws Exception if it could not be collected; recorded
     */
    void collect(Incident incident, Snapshot snapshot, OutputStream to) throws Exception;
}
