package io.selfheal.cli;

import io.selfheal.HealingEvent;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
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
        Map<String, String[]> rows = new LinkedHashMap<>();
        journal.read(event -> take(event, rows), spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (rows.isEmpty()) {
            out.println(journal.name() + " holds no incident.");
        } else {
            int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
            rows.forEach((id, row) ->
                    out.println(String.format("%-" + widest + "s  %s  %-26s  %s", id, row[0], row[2], row[1])));
        }
        return 0;
    }

    private static void take(HealingEvent event, Map<String, String[]> rows) {
        if (event instanceof HealingEvent.IncidentOpened opened) {
            String about =
                    opened.symptom().component() + ": " + opened.symptom().shown();
            rows.put(opened.incident(), new String[] {TIME.format(opened.time()), about, "open"});
        } else if (event instanceof HealingEvent.IncidentClosed closed && rows.containsKey(closed.incident())) {
            String[] row = rows.get(closed.incident());
            rows.put(
                    closed.incident(),
                    new String[] {row[0], row[1], closed.resolution().name()});
        }
    }
}
