package io.selfheal.probe;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a process by its program, and stays with it while it lives. */
final class ByProgram implements Whereabouts {
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
    private boolean runs(ProcessHandle.Info info) {
        String path = info.command()
                .or(() -> info.commandLine().map(line -> line.split(" ", 2)[0]))
                .orElse("");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .equals(program);
    }
}
