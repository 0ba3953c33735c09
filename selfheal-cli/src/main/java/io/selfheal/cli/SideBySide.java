package io.selfheal.cli;

import io.selfheal.Replayed;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Prints what was decided beside what would be. */
final class SideBySide {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int WIDEST = 48;

    private final PrintWriter out;
    private final boolean colour;
    private final boolean onlyDifferences;

    SideBySide(PrintWriter out, boolean colour, boolean onlyDifferences) {
        this.out = out;
        this.colour = colour;
        this.onlyDifferences = onlyDifferences;
    }

    void print(String journal, String policy, Replayed replayed) {
        List<Pair> rows = replayed.turns().stream()
                .flatMap(turn -> Pair.of(turn).stream())
                .toList();
        out.println(journal + " through " + policy + ", " + String.format(Locale.ROOT, "%,d", replayed.turned())
                + " turns (UTC)");
        long differences = rows.stream().filter(row -> !row.same()).count();
        List<Pair> shown =
                rows.stream().filter(row -> !onlyDifferences || !row.same()).toList();
        if (!shown.isEmpty()) {
            table(shown);
        }
        out.println();
        out.println(
                rows.isEmpty()
                        ? "Nothing was decided, and nothing would be."
                        : differences == 0
                                ? rows.size() == 1
                                        ? "The one decision is the same."
                                        : "All " + rows.size() + " decisions are the same."
                                : differences + " of " + rows.size() + " decisions differ.");
    }

    private void table(List<Pair> rows) {
        int about = width("about", rows.stream().map(Pair::about).toList());
        int was = width("was", rows.stream().map(SideBySide::was).toList());
        int would = width("would be", rows.stream().map(SideBySide::would).toList());
        String format = "%-19s  %-" + about + "s  %1s %-" + was + "s  %-" + would + "s";
        out.println();
        out.println(
                String.format(format, "time", "about", "", "was", "would be").stripTrailing());
        for (Pair row : rows) {
            String line = String.format(
                            format,
                            TIME.format(row.turn().time()),
                            cut(row.about()),
                            row.same() ? "" : "!",
                            cut(was(row)),
                            cut(would(row)))
                    .stripTrailing();
            out.println(row.same() || !colour ? line : "\u001b[33m" + line + "\u001b[0m");
            if (!row.same()) {
                row.would()
                        .or(row::was)
                        .ifPresent(made ->
                                out.println(" ".repeat(21) + made.decision().reason()));
            }
        }
    }

    private static int width(String title, List<String> column) {
        return Math.min(
                WIDEST,
                Math.max(
                        title.length(),
                        column.stream().mapToInt(String::length).max().orElse(0)));
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    private static String was(Pair row) {
        return row.was().map(Decided::shown).orElse(row.lost() ? "(lost in a crash)" : "-");
    }

    private static String would(Pair row) {
        return row.would().map(Decided::shown).orElse("-");
    }
}
