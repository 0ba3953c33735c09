package io.selfheal.benchmarks.decide;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code decide [--data FILE]}: judges ways to decide by a recording in which every action, and doing nothing, was executed from
 * the same start.
 */
public final class DecideCommand {
    private static final String USAGE = "usage: decide [--data FILE]";

    private DecideCommand() {}

    /**
     * Judges, and prints the figures.
     *
     * @param arguments a recording; none for the one that comes with the benchmark
     * @param out where the figures go
     * @throws IllegalArgumentException if an argument or a line of the recording is not as it should be
     * @throws IOException if the recording cannot be read
     */
    public static void run(List<String> arguments, PrintStream out) throws IOException {
        Recording recording = recording(arguments);
        List<Start> starts = Start.of(recording.runs());
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("the recording has no run in which nothing was done, so nothing can be"
                    + " compared with it: record one with the action \"nothing\"");
        }
        Judgement judgement = Judgement.of(Contenders.all(starts), starts);
        Report report = new Report(out);
        report.summary(recording, starts);
        report.totals(judgement);
        report.split(judgement, starts);
        report.labels(starts);
    }

    private static Recording recording(List<String> arguments) throws IOException {
        if (arguments.isEmpty()) {
            return Recording.committed();
        }
        if (arguments.size() != 2 || !arguments.get(0).equals("--data")) {
            throw new IllegalArgumentException("what is " + String.join(" ", arguments) + "? " + USAGE);
        }
        return Recording.of(Path.of(arguments.get(1)));
    }
}
