package io.selfheal.cli;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code selfheal incidents}. */
@Command(name = "incidents", description = "Lists the incidents of a journal.", mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Mixin
    private JournalFile journal;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // filled by picocli
    IncidentsCommand() {}

    @Override
    public Integer call() {
        Roll roll = new Roll();
        journal.read(roll::next, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Roll.Entry> entries = roll.entries();
        if (entries.isEmpty()) {
            out.println(journal.name() + " holds no incident.");
        } else {
            int widest =
                    entries.keySet().stream().mapToInt(String::length).max().orElse(0);
            String format = "%-" + widest + "s  %-19s  %-26s  %s";
            entries.forEach((id, entry) -> out.println(String.format(
                    format, id, entry.opened().map(TIME::format).orElse("(earlier)"), entry.state(), entry.about())));
        }
        return 0;
    }
}
