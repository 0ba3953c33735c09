package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Load.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What customers saw, of which one that got no answer waited as long as customers do. */
record Latencies(List<Answer> answers) {
    private static final long SLOW_NANOS = 500_000_000;

    /** Those that were planned within a time, from one instant to before another. */
    Latencies within(long from, long to) {
        return new Latencies(answers.stream()
                .filter(answer -> answer.planned() - from >= 0 && answer.planned() - to < 0)
                .toList());
    }

    /** Each in a line: seconds from an instant to when it was planned, milliseconds, and whether it was answered. */
    List<String> lines(long since) {
        return answers.stream()
                .sorted(Comparator.comparingLong(Answer::planned))
                .map(answer -> String.format(
                        Locale.ROOT,
                        "%.3f,%.1f,%s",
                        (answer.planned() - since) / 1e9,
                        answer.nanos() / 1e6,
                        answer.ok() ? "ok" : "failed"))
                .toList();
    }

    long failed() {
        return answers.stream().filter(answer -> !answer.ok()).count();
    }

    /** Those that were answered, but late. */
    long slow() {
        return answers.stream()
                .filter(answer -> answer.ok() && answer.nanos() > SLOW_NANOS)
                .count();
    }

    int size() {
        return answers.size();
    }

    /** The 99th percentile in milliseconds; NaN if there is nothing to tell it by. */
    double p99() {
        if (answers.isEmpty()) {
            return Double.NaN;
        }
        long[] sorted = answers.stream().mapToLong(Latencies::felt).sorted().toArray();
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
    }

    /** When the last request that failed or took more than half a second was planned. */
    OptionalLong lastBad() {
        return answers.stream()
                .filter(answer -> felt(answer) > SLOW_NANOS)
                .mapToLong(Answer::planned)
                .max();
    }

    private static long felt(Answer answer) {
        return answer.ok() ? answer.nanos() : Math.max(answer.nanos(), Load.PATIENCE.toNanos());
    }
}
