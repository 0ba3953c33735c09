package io.selfheal.examples.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints invoices by way of a temporary file each. */
final class Spool {
    static final int INVOICE = 96 << 10;

    private final Path folder;
    private final byte[] invoice = new byte[INVOICE];
    private volatile boolean tidy = true;

    Spool(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Where the temporary files are. */
    Path folder() {
        return folder;
    }

    /** Prints the invoice of an order. */
    void print(long order) throws IOException {
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
}
