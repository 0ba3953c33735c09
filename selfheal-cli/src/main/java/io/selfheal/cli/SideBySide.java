package io.selfheal.cli;

import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.Replayed;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    private record Row(Instant time, String about, String was, String would, boolean same, Optional<String> reason) {}

    void print(String journal, String policy, Replayed replayed) {
        List<Row> rows = new ArrayList<>();
        replayed.turns().forEach(turn -> rows(turn, rows));
        out.println(journal + " through " + policy + ", " + String.format(Locale.ROOT, "%,d", replayed.turned())
                + " turns (UTC)");
        long differences = rows.stream().filter(row -> !row.same).count();
        List<Row> shown =
                rows.stream().filter(row -> !onlyDifferences || !row.same).toList();
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

    private void table(List<Row> rows) {
        int about = width("about", rows.stream().map(Row::about).toList());
        int was = width("was", rows.stream().map(Row::was).toList());
        int would = width("would be", rows.stream().map(Row::would).toList());
        String format = "%-19s  %-" + about + "s  %1s %-" + was + "s  %-" + would + "s";
        out.println();
        out.println(
                String.format(format, "time", "about", "", "was", "would be").stripTrailing());
        for (Row row : rows) {
            String line = String.format(
                            format,
                            TIME.format(row.time),
                            cut(row.about),
                            row.same ? "" : "!",
                            cut(row.was),
                            cut(row.would))
                    .stripTrailing();
            out.println(row.same || !colour ? line : "\u001b[33m" + line + "\u001b[0m");
            if (!row.same) {
                row.reason.ifPresent(reason -> out.println(" ".repeat(21) + reason));
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

    private static void rows(Replayed.Turn turn, List<Row> rows) {
        Set<String> abouts = new LinkedHashSet<>();
        turn.was().forEach(made -> abouts.add(Decided.about(made)));
        turn.would().forEach(made -> abouts.add(Decided.about(made)));
        for (String about : abouts) {
            List<DecisionMade> was = of(turn.was(), about);
            List<DecisionMade> would = of(turn.would(), about);
            for (int i = 0; i < Math.max(was.size(), would.size()); i++) {
                Optional<DecisionMade> before = i < was.size() ? Optional.of(was.get(i)) : Optional.empty();
                Optional<DecisionMade> now = i < would.size() ? Optional.of(would.get(i)) : Optional.empty();
                boolean lost = turn.cut() && before.isEmpty();
                boolean same = lost || before.map(DecisionMade::decision).equals(now.map(DecisionMade::decision));
                rows.add(new Row(
                        turn.time(),
                        about,
                        before.map(Decided::shown).orElse(lost ? "(lost in a crash)" : "-"),
                        now.map(Decided::shown).orElse("-"),
                        same,
                        now.or(() -> before).map(made -> made.decision().reason())));
            }
        }
    }

    private static List<DecisionMade> of(List<DecisionMade> made, String about) {
        return made.stream().filter(each -> Decided.about(each).equals(about)).toList();
    }
}
