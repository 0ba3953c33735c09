package io.selfheal.probe;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Asks how long ago a file was written: a backup, a heartbeat, an export.
 * {@code FileAgeProbe.of("backup", Path.of("/var/backups/orders.dump"))}. Immutable.
 *
 * <p>It reports the {@link Health} {@code backup}, UP if the file is there and DOWN if not, and, if it is there, the
 * {@link Gauge}s {@code backup.age.seconds} and {@code backup.size.bytes}. A file dated in the future, as after a clock was
 * set back, has the age 0. If the file may not be looked at, the sample fails, and says nothing.
 *
 * <p>A sample costs one look at the file's attributes, about 5 µs on a local disk. On a network file system that hangs, it
 * hangs too, until its timeout.
 */
public final class FileAgeProbe implements Probe {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String name;
    private final Path file;
    private final InstantSource clock;

    private FileAgeProbe(String name, Path file, InstantSource clock) {
        this.name = name;
        this.file = file;
        this.clock = clock;
    }

    /**
     * A probe of a file, every five seconds.
     *
     * @param name the component's name, which is also the health's and the probe's; not blank
     * @param file the file, or a directory; links are followed
     * @return the probe
     * @throws IllegalArgumentException if the name is blank
     */
    public static FileAgeProbe of(String name, Path file) {
        return new FileAgeProbe(Names.checked("file age", name), file, InstantSource.system());
    }

    /**
     * The same probe with another clock, for tests.
     *
     * @param clock tells what time it is
     * @return the probe
     */
    public FileAgeProbe by(InstantSource clock) {
        return new FileAgeProbe(name, file, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String component() {
        return name;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /**
     * Looks once.
     *
     * @throws IOException if the file may not, or cannot, be looked at
     */
    @Override
    public List<Metric> sample() throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            Instant written = seen.lastModifiedTime().toInstant();
            Duration age = Duration.between(written, clock.instant());
            return List.of(
                    Health.up(name),
                    new Gauge(name + ".age.seconds", Math.max(0, age.toMillis() / 1e3), "written at " + written),
                    Gauge.of(name + ".size.bytes", (double) seen.size()));
        } catch (NoSuchFileException e) {
            return List.of(Health.down(name, file + " is not there"));
        }
    }

    /** Whether another one asks the same: then it goes on as it is when a healer's policy changes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileAgeProbe probe && parts().equals(probe.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(name, file, clock);
    }
}
