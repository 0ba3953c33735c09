package io.selfheal.examples.gallery;

import io.selfheal.Probe;
import io.selfheal.jvm.DiskProbe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Prints invoices by way of a temporary file each, on a small disk or, where it has none, within a quota. */
final class Spool {
    static final long QUOTA = 28L << 20;
    static final int INVOICE = 96 << 10;

    private final Path folder;
    private final boolean small;
    private final byte[] invoice = new byte[INVOICE];
    private volatile boolean tidy = true;

    Spool(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.small = Files.getFileStore(folder).getTotalSpace() <= QUOTA;
    }

    /** Where the temporary files are. */
    Path folder() {
        return folder;
    }

    /** Prints the invoice of an order. */
    void print(long order) throws IOException {
        if (!small && used() > 1) {
            throw new IOException("the quota of " + folder + " is used up");
        }
        Path file = folder.resolve("invoice-" + order + ".tmp");
        Files.write(file, invoice);
        if (tidy) {
            Files.delete(file);
        }
    }

    /** Whether files are deleted after use from now on. */
    void tidy(boolean deleted) {
        tidy = deleted;
    }

    /** {@code jvm.disk.spool.used.ratio}. */
    Probe probe() {
        Probe probe = small ? DiskProbe.of("spool", folder) : Probe.gauge("jvm.disk.spool.used.ratio", this::used);
        return probe.every(Duration.ofMillis(500));
    }

    private double used() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile).mapToLong(File::length).sum() / (double) QUOTA;
        } catch (IOException unknown) {
            return Double.NaN;
        }
    }
}
