package io.selfheal.probe;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a process by its program, and stays with it while it lives. */
final class ByProgram implements Whereabouts {
    /** What Linux says after the path of an executable that was deleted or replaced since, as by an upgrade. */
    private static final String REPLACED = " (deleted)";

    /** What daemons that write their state into their command line put after their name: nginx: master process. */
    private static final String TITLED = ":";

    private final String program;
    private @Nullable ProcessHandle found;

    ByProgram(String program) {
        this.program = program;
    }

    @Override
    public String missing() {
        if (found == null || !found.isAlive()) {
            found = search().orElse(null);
        }
        return found == null ? "no process runs " + program : "";
    }

    private Optional<ProcessHandle> search() {
        long self = ProcessHandle.current().pid();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.pid() != self && runs(process.info()))
                    .findFirst();
        }
    }

    /** By its executable; where that may not be seen, as with another user's, by the first word of its command line. */
    boolean runs(ProcessHandle.Info info) {
        String path = info.command()
                .map(executable -> without(REPLACED, executable))
                .or(() -> info.commandLine().map(line -> without(TITLED, line.split(" ", 2)[0])))
                .orElse("");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .equals(program);
    }

    private static String without(String ending, String text) {
        return text.endsWith(ending) ? text.substring(0, text.length() - ending.length()) : text;
    }
}
