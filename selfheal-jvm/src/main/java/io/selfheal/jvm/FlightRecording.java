package io.selfheal.jvm;

import io.selfheal.HealingPlugin;
import io.selfheal.Probe;
import io.selfheal.Registry;
import java.time.Duration;
import java.util.Optional;

/**
 * Has the JDK's flight recorder run all the time, and keeps its last minutes with each incident as {@code jvm-recording.jfr}:
 * what the threads did, waited for and allocated <em>before</em> it opened. Off unless it is asked for:
 *
 * <pre>{@code
 * SelfHealing.builder().plugin(new FlightRecording())
 * }</pre>
 *
 * <p>The recording begins with the first sample of a probe of its own and ends when the loop is closed. It keeps 2 MiB of
 * the last five minutes on disk, below {@code java.io.tmpdir}; both bounds go by JFR's chunks, of 1 MiB, of which the one that is
 * being written is not counted. The latest whole chunks that fit into 3.5 MiB become evidence. Where JFR runs before this
 * begins, chunks are as large as the host has set them (12 MiB by default), and if not even one fits the evidence says so.
 *
 * <p>The settings are those that the JDK calls {@code default}: 0.8 % of a core in an idle JVM. They are without the
 * environment, properties, command lines (those of started processes too) and flags that are texts, since JFR's files may be
 * read by others on the machine. What a recording of the host's own asks for meanwhile is in the same chunks. The first start
 * in a JVM takes 1.5 s of CPU, on a thread of selfheal's own. JFR itself leaves two daemon threads and a shutdown hook behind,
 * for the life of the JVM.
 *
 * <p>JFR ends the whole process when a write of its own fails for lack of space ("An irrecoverable error in Jfr. Shutting
 * down VM"). So each second the room where it writes is looked at: below 64 MiB the recording ends, and evidence is refused;
 * from 128 MiB on it begins anew. What remains is a disk of which the last 64 MiB fill within a second, and a recording of
 * the host's own, which goes on whatever there is. Where the disk may fill that fast, give JFR one of its own
 * ({@code -XX:FlightRecorderOptions=repository=…}), or do without.
 *
 * <p>{@code jvm.recording.bytes} tells each second what is kept, 0 where there is too little room. In a runtime without JFR
 * nothing is recorded, and the evidence says so.
 */
public final class FlightRecording implements HealingPlugin {
    private static final long BYTES = 2L << 20;
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Duration age;

    /** Keeps the last five minutes, as far as they fit. */
    public FlightRecording() {
        this(Duration.ofMinutes(5));
    }

    private FlightRecording(Duration age) {
        this.age = age;
    }

    /**
     * The same with another span of time.
     *
     * @param age what is older may be dropped; ten seconds to an hour
     * @return the plugin to add
     * @throws IllegalArgumentException for another span
     */
    public FlightRecording keeping(Duration age) {
        if (age.compareTo(SHORTEST) < 0 || age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a flight recording of the last " + age + " is out of range: give ten seconds to an hour");
        }
        return new FlightRecording(age);
    }

    @Override
    public String name() {
        return "flight-recording";
    }

    @Override
    public void install(Registry registry) {
        install(registry, Recorder.ofThisJvm(age, BYTES));
    }

    static void install(Registry registry, Optional<Recorder> recorder) {
        BlackBox box = new BlackBox(recorder);
        registry.evidence(box);
        registry.closing(box);
        if (recorder.isPresent()) {
            registry.probe(Probe.of("jvm.recording", box::sample)
                    .every(Duration.ofSeconds(1))
                    .within(Duration.ofMinutes(1)));
        }
    }
}
