package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The space of one filesystem, every ten seconds. That of the working directory is watched without being asked for, as
 * {@code disk.used.ratio} and {@code disk.free.bytes}; a host adds others:
 *
 * <pre>{@code
 * SelfHealing.builder().probe(DiskProbe.of("data", Path.of("/var/lib/orders")))
 * }</pre>
 *
 * <p>That gives {@code disk.data.used.ratio} and {@code disk.data.free.bytes}, for rules of the host's own. The ratio is
 * that of {@code df}: used / (used + usable), from 0 to 1, so that what the filesystem keeps back for root counts as
 * neither; free is what this process can still write.
 *
 * <p>Asked of the JDK and not of OSHI, which lists every filesystem first and starts a process for it (3 ms): a sample costs
 * about 10 µs and 0.4 KiB, and no descriptor.
 */
public final class DiskProbe implements Probe {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final String label;
    private final Path path;
    private final Scope scope = new Scope();
    private @Nullable FileStore store;

    private DiskProbe(String label, Path path) {
        this.label = label;
        this.path = path.toAbsolutePath();
    }

    /**
     * Watches the filesystem that a file or folder is on. Does not touch the disk.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param path a file or folder on it; should it not be there, the samples fail until it is
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static DiskProbe of(String label, Path path) {
        if (!LABEL.matcher(label).matches()) {
            String shown = label.length() > 80 ? label.substring(0, 80) + "…" : label;
            throw new IllegalArgumentException("disk label \"" + shown
                    + "\" does not fit into a metric's name: use 1 to 64 of a-z, 0-9, - and _, such as \"data\"");
        }
        return new DiskProbe("." + label, path);
    }

    /** Watches the filesystem of the working directory. */
    static DiskProbe ofWorkingDirectory() {
        return new DiskProbe("", Path.of(""));
    }

    @Override
    public String name() {
        return "oshi.disk" + label;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Collection<? extends Metric> sample() throws IOException {
        try {
            FileStore known = store == null ? Files.getFileStore(path) : store;
            store = known;
            return space(known);
        } catch (IOException e) {
            store = null;
            throw e;
        }
    }

    private List<Metric> space(FileStore store) throws IOException {
        long total = store.getTotalSpace();
        long used = total - store.getUnallocatedSpace();
        long usable = store.getUsableSpace();
        if (total <= 0) {
            throw new IOException(
                    "the filesystem of " + path + " tells no size; watch a folder on a real disk instead");
        }
        String detail = scope.of(
                (double) total,
                size -> "filesystem of " + path + " (" + store.type() + "), " + Unit.BYTES.format(size));
        double ratio = used + usable <= 0 ? 1 : (double) used / (used + usable);
        return List.of(
                new Gauge("disk" + label + ".used.ratio", Share.clamp(ratio), detail),
                new Gauge("disk" + label + ".free.bytes", (double) usable, detail));
    }
}
