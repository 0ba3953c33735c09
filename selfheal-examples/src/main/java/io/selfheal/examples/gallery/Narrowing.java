package io.selfheal.examples.gallery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Narrows what this process may have, so that a leak meets a limit within seconds; on Linux, and nothing elsewhere. */
final class Narrowing {
    private static final Path PAGES = Path.of("/proc/self/statm");
    private static final long PAGE = 4_096;

    private Narrowing() {}

    /** Leaves so many bytes of address space beyond what is taken; does nothing where that cannot be had. */
    static void addressSpace(long left) throws IOException, InterruptedException {
        if (!Files.exists(PAGES)) {
            return;
        }
        String pages = Files.readString(PAGES, StandardCharsets.US_ASCII).split(" ", 2)[0];
        long limit = Long.parseLong(pages) * PAGE + left;
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("prlimit", "--pid", self, "--as=" + limit + ":" + limit)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException notThere) {
            // the threads then leak all the same, and hurt later
        }
    }
}
