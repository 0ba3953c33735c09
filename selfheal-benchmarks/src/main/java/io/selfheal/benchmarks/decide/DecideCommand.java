package io.selfheal.benchmarks.decide;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code decide [--data FILE] [--lessons FILE] [--later FILE]}: judges ways to decide by a recording in which every action, and
 * doing nothing, was executed from the same start; and by a later one, of which those who learn have seen nothing. They are taught
 * by the first one and by lessons, in each case by the other conditions only.
 */
public final class DecideCommand {
    private static final String USAGE = "usage: decide [--data FILE] [--lessons FILE] [--later FILE]";
    private static final String DATA = "--data";
    private static final String LESSONS = "--lessons";
    private static final String LATER = "--later";
    private static final Set<String> OPTIONS = Set.of(DATA, LESSONS, LATER);

    private DecideCommand() {}

    /**
     * Judges, and prints the figures.
     *
     * @param arguments recordings; none for those that come with the benchmark
     * @param out where the figures go
     * @throws IllegalArgumentException if an argument or a line of the recording is not as it should be
     * @throws IOException if the recording cannot be read
     */
    public static void run(List<String> arguments, PrintStream out) throws IOException {
        Map<String, Path> files = files(arguments);
        Path data = files.get(DATA);
        Recording recording = data == null ? Recording.committed() : Recording.of(data);
        List<Start> starts = starts(recording);
        Report report = new Report(out);
        report.summary(recording, starts);
        List<Start> lessons = new ArrayList<>(starts);
        Path more = files.get(LESSONS);
        if (more != null) {
            lessons.addAll(starts(Recording.of(more)));
        } else if (data == null) {
            lessons.addAll(starts(Recording.lessons()));
        }
        report.lessons(lessons.size() - starts.size());
        Judgement judgement = Judgement.of(Contenders.all(starts), lessons, starts);
        report.totals(judgement);
        report.split(judgement, starts);
        report.labels(starts);
        Path later = files.get(LATER);
        if (later != null) {
            report(Recording.of(later), lessons, report);
        } else if (data == null) {
            report(Recording.later(), lessons, report);
        }
    }

    private static void report(Recording later, List<Start> lessons, Report report) {
        List<Start> starts = starts(later);
        report.later();
        report.summary(later, starts);
        Judgement judgement = Judgement.of(Contenders.thinking(), lessons, starts);
        report.totals(judgement);
        report.split(judgement, starts);
    }

    private static List<Start> starts(Recording recording) {
        List<Start> starts = Start.of(recording.runs());
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("the recording has no run in which nothing was done, so nothing can be"
                    + " compared with it: record one with the action \"nothing\"");
        }
        return starts;
    }

    private static Map<String, Path> files(List<String> arguments) {
        Map<String, Path> files = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("what is " + String.join(" ", arguments) + "? " + USAGE);
            }
            files.put(arguments.get(i), Path.of(arguments.get(i + 1)));
        }
        return files;
    }
}
