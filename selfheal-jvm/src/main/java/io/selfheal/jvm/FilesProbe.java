package io.selfheal.jvm;

import com.sun.management.UnixOperatingSystemMXBean;
import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import io.selfheal.linux.Kernel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The file descriptors of this process. Since Linux 6.2 the size of {@code /proc/self/fd} is their number (kernel.org,
 * filesystems/proc), which costs no descriptor and the same for ten as for a hundred thousand; before, and on other
 * Unixes, the JVM counts them one by one. Windows has handles instead, without a limit worth the name: NaN there.
 *
 * <p>A sample costs about 12 µs and 1 KiB.
 */
final class FilesProbe implements Probe {
    private final Path table;
    private final Words words = new Words();

    FilesProbe(Kernel kernel) {
        this.table = kernel.path("/proc/self/fd");
    }

    @Override
    public String name() {
        return "jvm.files";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Collection<? extends Metric> sample() throws IOException {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return List.of(new Gauge("jvm.files.used.ratio", Double.NaN, "no limit"));
        }
        long limit = unix.getMaxFileDescriptorCount();
        String detail = words.of((double) limit, most -> "process, limit " + Unit.COUNT.format(most));
        long inTable = Files.exists(table) ? Files.size(table) : 0;
        return inTable > 0 ? metrics(inTable, limit, detail) : counted(unix, limit, detail);
    }

    /** Counting needs a descriptor itself; that there is none for it is the answer and not a failure. */
    private static List<Metric> counted(UnixOperatingSystemMXBean unix, long limit, String detail) throws IOException {
        try {
            return metrics(unix.getOpenFileDescriptorCount(), limit, detail);
        } catch (InternalError e) {
            if (limit > 0 && exhausted()) {
                return metrics(limit, limit, detail + "; none is left to count them with");
            }
            throw new IOException("the JVM could not count this process's open files", e);
        }
    }

    /** Whether not even a file that is always there can be opened. */
    private static boolean exhausted() throws IOException {
        try (RandomAccessFile always = new RandomAccessFile("/dev/null", "r")) {
            return !always.getFD().valid();
        } catch (FileNotFoundException e) {
            return true;
        }
    }

    private static List<Metric> metrics(long open, long limit, String detail) {
        Metric count = new Gauge("jvm.files.open.count", (double) open, detail);
        double used = limit <= 0 ? Double.NaN : Share.of((double) open, (double) limit);
        return List.of(count, new Gauge("jvm.files.used.ratio", used, detail));
    }
}
