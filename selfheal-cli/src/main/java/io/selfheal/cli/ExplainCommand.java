package io.selfheal.cli;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code selfheal explain}. */
@Command(
        name = "explain",
        description = "Tells the story of one incident, as a person would.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    /** How the story is written. */
    enum Format {
        text,
        markdown
    }

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int EXAMPLES = 5;

    @Parameters(paramLabel = "INCIDENT", description = "The incident's id; \"selfheal incidents\" lists them.")
    private String incident;

    @Mixin
    private JournalFile journal;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "text",
            description = "text or markdown, ${DEFAULT-VALUE} by default.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // filled by picocli
    ExplainCommand() {}

    @Override
    public Integer call() {
        Chronicle chronicle = new Chronicle(incident);
        Roll roll = new Roll();
        journal.read(
                event -> {
                    chronicle.next(event);
                    roll.next(event);
                },
                spec.commandLine().getErr());
        if (!chronicle.found()) {
            List<String> others = roll.latest(EXAMPLES);
            throw new Trouble("no incident \"" + incident.replaceAll("\\p{C}", "?") + "\" in " + journal.name()
                    + (others.isEmpty() ? ", which holds none" : "; the latest are " + String.join(", ", others)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.markdown) {
            markdown(chronicle, out);
        } else {
            text(chronicle, out);
        }
        return 0;
    }

    private void text(Chronicle chronicle, PrintWriter out) {
        out.println("Incident " + incident + ": " + chronicle.title());
        String day = "";
        for (Chronicle.Step step : chronicle.steps()) {
            if (!DAY.format(step.time()).equals(day)) {
                day = DAY.format(step.time());
                out.println();
                out.println(day + " (UTC)");
            }
            out.println("  " + TIME.format(step.time()) + "  " + step.told());
            step.details().forEach(detail -> out.println("            - " + detail));
        }
        if (!chronicle.end().isEmpty()) {
            out.println();
            out.println(chronicle.end());
        }
    }

    private void markdown(Chronicle chronicle, PrintWriter out) {
        out.println("# Incident " + harmless(incident) + ": " + harmless(chronicle.title()));
        String day = "";
        for (Chronicle.Step step : chronicle.steps()) {
            if (!DAY.format(step.time()).equals(day)) {
                day = DAY.format(step.time());
                out.println();
                out.println("## " + day + " (UTC)");
                out.println();
            }
            out.println("- **" + TIME.format(step.time()) + "** " + harmless(step.told()));
            step.details().forEach(detail -> out.println("  - " + harmless(detail)));
        }
        if (!chronicle.end().isEmpty()) {
            out.println();
            out.println(chronicle.end());
        }
    }

    /** Text that Markdown shows as it is: no link, no image, no tag, no heading. */
    private static String harmless(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~!&])", "\\\\$1");
    }
}
