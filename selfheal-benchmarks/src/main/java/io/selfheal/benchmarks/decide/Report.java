package io.selfheal.benchmarks.decide;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Prints figures: in all, by condition, and what the labels are. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void summary(Recording recording, List<Start> starts) {
        Set<String> conditions = new LinkedHashSet<>();
        starts.forEach(start -> conditions.add(start.condition()));
        int used = starts.stream().mapToInt(start -> start.runs().size()).sum();
        print(
                "%d runs from %d starts of %d conditions; left out: %d runs that cannot be compared with doing nothing,"
                        + " %d in which the service ended before anything was decided%n",
                used, starts.size(), conditions.size(), recording.runs().size() - used, recording.undecided());
    }

    void totals(Judgement judgement) {
        print(
                "%n%-26s %9s %8s %8s %11s %9s %8s %15s %15s %9s %7s %7s %16s %9s %9s %8s%n",
                "",
                "decisions",
                "cause 1",
                "cause 3",
                "acceptable",
                "relieving",
                "harmful",
                "at most (runs)",
                "(by starts)",
                "needless",
                "Brier",
                "ECE",
                "by chance (95 %)",
                "Brier (c)",
                "ECE (c)",
                "p99");
        judgement.scores().keySet().forEach(name -> total(name, judgement.total(name)));
        print("%s%n", "no recorded replies of a model, so there is no row of one");
    }

    /** Before what is said of later starts. */
    void later() {
        print(
                "%nlater starts, each with nothing and the likely remedies only; taught by the other conditions of those above%n");
    }

    /** By what those who learn are taught. */
    void lessons(int more) {
        print("who learns is taught by the other conditions of these starts and of %d more%n", more);
    }

    private void total(String name, Score score) {
        print(
                "%-26s %9d %8s %8s %11s %9s %8d %15s %15s %9s %7s %7s %16s %9s %9s %8s%s%n",
                name,
                score.decisions(),
                percent(score.first()),
                percent(score.third()),
                percent(score.acceptable()),
                percent(score.relieving()),
                score.harmful(),
                percent(score.harmfulAtMost()),
                percent(score.harmfulStartsAtMost()),
                percent(score.needless()),
                number(score.actions().brier()),
                number(score.actions().error()),
                number(score.errorByChance().usual()) + " ("
                        + number(score.errorByChance().most()) + ")",
                number(score.causes().brier()),
                number(score.causes().error()),
                String.format(Locale.ROOT, "%.3f ms", score.p99Millis()),
                score.untried() == 0 ? "" : "  (" + score.untried() + " chose what was not tried)");
    }

    /** Acceptable, harmful and needless by condition. */
    void split(Judgement judgement, List<Start> starts) {
        List<String> names = new ArrayList<>(judgement.scores().keySet());
        print("%nacceptable / harmful / needless, by condition%n%-24s", "");
        names.forEach(name -> print(" %22s", name));
        print("%n");
        Set<String> conditions = new LinkedHashSet<>();
        starts.forEach(start -> conditions.add(start.condition()));
        for (String condition : conditions) {
            print("%-24s", condition);
            for (String name : names) {
                Score score = judgement.scores().getOrDefault(name, Map.of()).getOrDefault(condition, new Score());
                print(
                        " %22s",
                        percent(score.acceptable()) + " / " + score.harmful() + " / " + percent(score.needless()));
            }
            print("%n");
        }
    }

    /** Which actions came out acceptable and which forbidden, with the number of starts of each. */
    void labels(List<Start> starts) {
        Map<String, List<Start>> byCondition = new LinkedHashMap<>();
        starts.forEach(start -> byCondition
                .computeIfAbsent(start.condition(), name -> new ArrayList<>())
                .add(start));
        print("%nlabels by execution: in how many starts an action was acceptable, or forbidden%n");
        byCondition.forEach((condition, its) -> {
            print(
                    "%-24s of %d, %d recover with nothing; acceptable: %s; forbidden: %s%n",
                    condition,
                    its.size(),
                    its.stream().filter(start -> start.nothing().recovered()).count(),
                    counts(its, Label.ACCEPTABLE),
                    counts(its, Label.FORBIDDEN));
        });
    }

    private static String counts(List<Start> starts, Label label) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Start start : starts) {
            for (String action : start.runs().keySet()) {
                if (!action.isEmpty()
                        && start.label(action).filter(label::equals).isPresent()) {
                    counts.merge(action, 1, Integer::sum);
                }
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach((action, count) -> words.add(action + " " + count));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private void print(String format, Object... arguments) {
        out.printf(Locale.ROOT, format, arguments);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.3f", number);
    }
}
