package io.selfheal.linux;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Optional;

/**
 * The file descriptors of this process. Since Linux 6.2 the size of {@code /proc/self/fd} is their number (kernel.org,
 * filesystems/proc), which costs no descriptor and the same for ten as for a hundred thousand; before, and on other
 * Unixes, the JVM counts them one by one. Read by one thread at a time.
 */
public final class DescriptorTable {
    private final File table;
    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

    /**
     * Looks for the kernel's own count each time it is read.
     *
     * @param kernel where to look
     */
    public DescriptorTable(Kernel kernel) {
        this.table = kernel.path("/proc/self/fd").toFile();
    }

    /**
     * Counts them.
     *
     * @return empty on Windows, which has handles instead, without a limit worth the name
     * @throws IOException if they cannot be counted
     */
    public Optional<DescriptorCount> read() throws IOException {
        if (!(system instanceof UnixOperatingSystemMXBean unix)) {
            return Optional.empty();
        }
        long limit = unix.getMaxFileDescriptorCount();
        long inTable =
                table.length(); // 0 where there is none; a whole set of attributes would cost several times as much
        return Optional.of(inTable > 0 ? new DescriptorCount(inTable, limit, true) : counted(unix, limit));
    }

    /** Counting needs a descriptor itself; that there is none for it is the answer and not a failure. */
    private static DescriptorCount counted(UnixOperatingSystemMXBean unix, long limit) throws IOException {
        try {
            return new DescriptorCount(unix.getOpenFileDescriptorCount(), limit, true);
        } catch (InternalError e) {
            if (limit > 0 && exhausted()) {
                return new DescriptorCount(limit, limit, false);
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
}
