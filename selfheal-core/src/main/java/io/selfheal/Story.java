package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** An incident's story in a sentence, with the numbers at both ends. */
final class Story {
    private Story() {}

    static String of(Incident incident, Resolution resolution, Snapshot snapshot) {
        Duration open = Duration.between(incident.opened(), snapshot.time());
        String lasted = Words.duration(open.isNegative() ? Duration.ZERO : open);
        return switch (resolution) {
            case HEALED -> healed(incident) + ", " + lasted + " after it was opened";
            case SELF_RESOLVED -> "cleared by itself after " + lasted + now(incident, snapshot) + tried(incident);
            case CLEARED_AFTER_ESCALATION ->
                "cleared " + lasted + " after it was opened, having been escalated" + now(incident, snapshot)
                        + tried(incident);
            case JOINED -> "not its own trouble: a component that it depends on is sick, and its incident goes on";
            case ABANDONED -> "given up: nothing watches for \"" + incident.problem() + "\" any more";
        };
    }

    /** The numbers of an outcome, before and after: {@code memory.used.ratio from 91 % to 34 %}. */
    static String numbers(Outcome outcome) {
        return outcome.before().stream()
                .map(before -> outcome.after().stream()
                        .filter(after -> after.name().equals(before.name()))
                        .findFirst()
                        .map(after -> before.name() + " from " + before.shown() + " to " + after.shown())
                        .orElse(before.name() + " was " + before.shown()))
                .collect(Collectors.joining(", "));
    }

    private static String healed(Incident incident) {
        Attempt last = incident.attempts().get(incident.attempts().size() - 1);
        return "healed by " + last.action()
                + last.outcome().map(outcome -> ": " + numbers(outcome)).orElse("");
    }

    private static String now(Incident incident, Snapshot snapshot) {
        List<Metric> numbers = snapshot.numbersOf(incident.symptom());
        return numbers.isEmpty()
                ? ""
                : numbers.stream()
                        .map(metric -> metric.name() + " is " + metric.shown())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String tried(Incident incident) {
        return incident.attempts().isEmpty()
                ? ""
                : incident.attempts().stream()
                        .map(attempt -> attempt.action() + " "
                                + attempt.outcome()
                                        .map(outcome -> outcome.verdict().name())
                                        .orElse("unfinished"))
                        .collect(Collectors.joining(", ", "; no credit to ", ""));
    }
}
