package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Vigil.Peace;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;

/** The gallery on paper: a line for each run as soon as it is over. */
final class Table {
    /** At most so many may fail, of the 12,000 of a minute. */
    private static final double MOST_FAILED = 0.005 * 60 * Trial.REQUESTS_PER_SECOND;

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void faults() {
        say(String.format(
                Locale.ROOT,
                "%-20s %-8s %9s %9s %8s %6s  %6s %6s %6s",
                "",
                "",
                "time to",
                "time to",
                "failed",
                "",
                "p99 in",
                "ms",
                ""));
        say(String.format(
                Locale.ROOT,
                "%-20s %-8s %9s %9s %8s %6s  %6s %6s %6s  %s",
                "fault",
                "selfheal",
                "detect",
                "heal",
                "requests",
                "of",
                "before",
                "during",
                "after",
                "what was done"));
    }

    void line(Result result) {
        say(String.format(
                Locale.ROOT,
                "%-20s %-8s %9s %9s %8s %6d  %6s %6s %6s  %s",
                result.fault(),
                result.heals() ? "with" : "without",
                seconds(result.detected()),
                seconds(result.healed()) + (result.heals() && !result.inTime() ? "!" : ""),
                result.failed() + (result.heals() && result.failed() > MOST_FAILED ? "!" : ""),
                result.sent(),
                millis(result.before()),
                millis(result.during()),
                millis(result.after()),
                result.story()));
    }

    void controls() {
        say(String.format(
                Locale.ROOT,
                "%n%-20s %9s %9s %8s %6s  %6s",
                "control",
                "actions",
                "incidents",
                "failed",
                "of",
                "p99 in ms"));
    }

    void line(Peace peace) {
        say(String.format(
                Locale.ROOT,
                "%-20s %9s %9d %8d %6d  %9s  %s%s",
                peace.control(),
                peace.done().size() + (peace.kept() ? "" : "!"),
                peace.opened().size(),
                peace.failed(),
                peace.sent(),
                millis(peace.p99()),
                String.join(", ", peace.done().isEmpty() ? peace.opened() : peace.done()),
                peace.alive() ? "" : " the process ended"));
    }

    void say(String text) {
        out.println(text.stripTrailing());
        out.flush();
    }

    private static String seconds(OptionalDouble time) {
        return time.isPresent() ? String.format(Locale.ROOT, "%.2f s", time.getAsDouble()) : "-";
    }

    private static String millis(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.0f", millis);
    }
}
