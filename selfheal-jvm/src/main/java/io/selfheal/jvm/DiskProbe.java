package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space of one filesystem and how fast it fills. That of the working directory is watched without being asked for, as
 * {@code jvm.disk.used.ratio}, {@code jvm.disk.free.bytes}, {@code jvm.disk.filling.bytes} (each second, over the last
 * five minutes) and {@code jvm.disk.left.seconds} until it is full at that rate, seven days at most; a host adds others:
 *
 * <pre>{@code
 * SelfHealing.builder().probe(DiskProbe.of("data", Path.of("/var/lib/orders")))
 * }</pre>
 *
 * <p>That gives {@code jvm.disk.data.used.ratio} and so on. Rates are NaN, which judges nothing, in the first twenty seconds. What is used is that of {@code df}: used / (used + usable).
 *
 * <p>A sample costs about 10 µs and 0.5 KiB, every two seconds, and no descriptor.
 */
public final class DiskProbe implements Probe {
    private static final long WINDOW = Duration.ofMinutes(5).toNanos();
    /** Beyond that a forecast says nothing. */
    private static final double FORESEEABLE_SECONDS = Duration.ofDays(7).toSeconds();

    private final String label;
    private final Path path;
    private final Disk disk;
    private final Ticker ticker;
    private final Words words = new Words();
    private final Past past = new Past(WINDOW, 31);

    DiskProbe(String label, Path path, Disk disk, Ticker ticker) {
        this.label = label;
        this.path = path;
        this.disk = disk;
        this.ticker = ticker;
    }

    /** Where the space of a filesystem is read. */
    interface Disk {
        /** How it is now. */
        Space space() throws IOException;
    }

    /**
     * The space of a filesystem, in bytes.
     *
     * @param total its size
     * @param used what is taken
     * @param usable what this process can still write
     */
    record Space(long total, long used, long usable) {}

    /**
     * Watches the filesystem that a file or folder is on. Does not touch the disk.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param path a file or folder on it; should it not be there, the samples fail until it is
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static DiskProbe of(String label, Path path) {
        return new DiskProbe(
                "." + Label.fitting("disk", label), path.toAbsolutePath(), new Held(path), Ticker.system());
    }

    /** Watches the filesystem of the working directory. */
    static DiskProbe ofWorkingDirectory(Ticker ticker) {
        Path here = Path.of("").toAbsolutePath();
        return new DiskProbe("", here, new Held(here), ticker);
    }

    @Override
    public String name() {
        return "jvm.disk" + label;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Collection<? extends Metric> sample() throws IOException {
        Space space = disk.space();
        if (space.total() <= 0) {
            throw new IOException(
                    "the filesystem of " + path + " tells no size; watch a folder on a real disk instead");
        }
        long now = ticker.nanos();
        double used = (double) space.used();
        String detail =
                words.of((double) space.total(), size -> "filesystem of " + path + ", " + Unit.BYTES.format(size));
        List<Metric> metrics = new ArrayList<>(4);
        metrics.add(gauge(".used.ratio", Share.of(used, used + space.usable()), detail));
        metrics.add(gauge(".free.bytes", (double) space.usable(), detail));
        past.note(used, now);
        double rate = past.rate(used, now);
        double left = rate <= 0 ? FORESEEABLE_SECONDS : Math.min(space.usable() / rate, FORESEEABLE_SECONDS);
        metrics.add(gauge(".filling.bytes", Math.max(0, rate), "each second, over five minutes at most"));
        metrics.add(gauge(".left.seconds", left, "until it is full, at most 7 days"));
        return metrics;
    }

    private Metric gauge(String suffix, double value, String detail) {
        return new Gauge("jvm.disk" + label + suffix, value, detail);
    }

    /** Holds the filesystem, since to find it takes a descriptor, until it fails. */
    private static final class Held implements Disk {
        private final Path path;
        private @Nullable FileStore store;

        Held(Path path) {
            this.path = path;
        }

        @Override
        public Space space() throws IOException {
            try {
                FileStore known = store == null ? Files.getFileStore(path) : store;
                store = known;
                long total = known.getTotalSpace();
                return new Space(total, total - known.getUnallocatedSpace(), known.getUsableSpace());
            } catch (IOException e) {
                store = null;
                throw e;
            }
        }
    }
}
