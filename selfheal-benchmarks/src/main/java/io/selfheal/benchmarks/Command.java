package io.selfheal.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** What {@code benchmarks.jar NAME …} runs. */
@FunctionalInterface
interface Command {
    /**
     * Runs it.
     *
     * @param arguments those after its name
     * @param out where the figures go
     * @throws IllegalArgumentException if an argument or a file is not as it should be
     * @throws IOException if a file cannot be read or written
     */
    void run(List<String> arguments, PrintStream out) throws IOException;
}
