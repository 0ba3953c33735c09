package io.selfheal.examples.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What narrows a shop's process, so that its limits are met within seconds: few descriptors, and a small disk for its spool
 * where the system lets us mount one that is gone with the process.
 *
 * @param shell what to run the shop's command with; empty where there is no shell
 */
record Sandbox(List<String> shell) {
    private static final String DESCRIPTORS = "ulimit -n 1024; ";
    private static final String EXEC = "exec \"$0\" \"$@\"";

    /** The narrowest one that this system has. */
    static Sandbox here() {
        String mount = "mount -t tmpfs -o size=1m none /tmp; ";
        if (works(List.of("unshare", "-rm", "sh", "-c", "set -e; " + mount + DESCRIPTORS))) {
            return new Sandbox(List.of("unshare", "-rm", "sh", "-c"));
        }
        return new Sandbox(works(List.of("sh", "-c", DESCRIPTORS)) ? List.of("sh", "-c") : List.of());
    }

    /** A command, narrowed. */
    List<String> around(Path spool, List<String> command) {
        List<String> narrowed = new ArrayList<>(shell);
        if (!shell.isEmpty()) {
            String mount = "mount -t tmpfs -o size=" + Spool.QUOTA + " none '" + spool + "'; ";
            narrowed.add(DESCRIPTORS + (shell.contains("unshare") ? mount : "") + EXEC);
        }
        narrowed.addAll(command);
        return narrowed;
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
