package io.selfheal.examples;

import io.selfheal.Attempt;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The incidents in a few lines, as one would want to find them in the morning. */
final class IncidentReport {
    private IncidentReport() {}

    static void print(List<Incident> incidents, Traffic traffic, Screen screen) {
        screen.title("Incident report");
        if (incidents.isEmpty()) {
            screen.line("  none");
        }
        incidents.forEach(incident -> print(incident, screen));
        screen.line("  requests   " + traffic.failed() + " failed of " + traffic.sent());
    }

    private static void print(Incident incident, Screen screen) {
        screen.line("  incident   " + incident.id() + " on " + incident.component() + ", " + ended(incident));
        screen.line("  problem    " + incident.symptom().shown());
        incident.decision().ifPresent(decision -> screen.line("  reason     " + decision.reason()));
        for (Attempt attempt : incident.attempts()) {
            screen.line("  tried      " + attempt.action()
                    + attempt.outcome()
                            .map(outcome -> ": " + outcome.verdict() + ", " + outcome.report() + ", "
                                    + shown(outcome.before()) + " before and " + shown(outcome.after()) + " after")
                            .orElse(", still running"));
        }
    }

    private static String ended(Incident incident) {
        return incident.closed().isPresent() && incident.resolution().isPresent()
                ? incident.resolution().get() + " after "
                        + Unit.SECONDS.format(Duration.between(
                                                incident.opened(),
                                                incident.closed().get())
                                        .toMillis()
                                / 1e3)
                : "still open";
    }

    private static String shown(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> metric.name() + " " + metric.shown())
                .collect(Collectors.joining(", "));
    }
}
