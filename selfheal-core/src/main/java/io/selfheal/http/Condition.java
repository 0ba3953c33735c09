package io.selfheal.http;

import io.selfheal.Health;
import io.selfheal.Incident;
import io.selfheal.Reading;
import io.selfheal.Status;
import io.selfheal.View;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a service and its components do, summed up as {@link HealthEndpoint} describes.
 *
 * @param status the service's own status
 * @param parts the components by name, in the order in which they were first observed
 */
record Condition(Status status, Map<String, Part> parts) {
    static Condition of(View view, boolean turning) {
        Map<String, Part> parts = new LinkedHashMap<>();
        view.snapshot()
                .readings()
                .forEach(reading -> part(parts, reading.component()).see(reading));
        for (Incident incident : view.incidents()) {
            if (incident.open()) {
                part(parts, incident.component()).seeIncident();
            }
        }
        return new Condition(turning && view.turns() > 0 ? overall(view.service(), parts) : Status.UNKNOWN, parts);
    }

    private static Part part(Map<String, Part> parts, String component) {
        return parts.computeIfAbsent(component, name -> new Part());
    }

    private static Status overall(String service, Map<String, Part> parts) {
        Part own = parts.get(service);
        Status status = own == null ? Status.UP : own.status(); // nothing is known against it
        boolean anySick = parts.values().stream().anyMatch(part -> rank(part.status()) >= rank(Status.DEGRADED));
        return anySick && rank(status) < rank(Status.DEGRADED) ? Status.DEGRADED : status;
    }

    private static int rank(Status status) {
        return switch (status) {
            case UP -> 0;
            case UNKNOWN -> 1;
            case DEGRADED -> 2;
            case DOWN -> 3;
        };
    }

    /** One component, summed up reading by reading. */
    static final class Part {
        private Status worst = Status.UP;
        private String detail = "";
        private int metrics;
        private int stale;
        private boolean sick;

        private void see(Reading reading) {
            metrics++;
            if (!reading.fresh()) {
                stale++;
            }
            if (reading.metric() instanceof Health health) {
                if (reading.fresh()) {
                    seeStatus(health.status(), health.detail());
                } else {
                    seeStatus(
                            Status.UNKNOWN,
                            "last seen " + health.status() + ", "
                                    + reading.age().toSeconds() + " s ago");
                }
            }
        }

        private void seeIncident() {
            sick = true;
        }

        private void seeStatus(Status status, String why) {
            if (rank(status) > rank(worst) || (status == worst && detail.isEmpty())) {
                worst = status;
                detail = why;
            }
        }

        Status status() {
            if (sick && rank(worst) < rank(Status.DEGRADED)) {
                return Status.DEGRADED;
            }
            return worst == Status.UP && metrics > 0 && stale == metrics ? Status.UNKNOWN : worst;
        }

        /** What the worst health says; empty if it says nothing. */
        String detail() {
            return detail;
        }

        int metrics() {
            return metrics;
        }

        int stale() {
            return stale;
        }
    }
}
