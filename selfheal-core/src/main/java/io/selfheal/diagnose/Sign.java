package io.selfheal.diagnose;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that can be seen when a cause is at work: a metric that is far from where it should be.
 *
 * @param id its name, such as {@code memory-high}
 * @param words what it means, for a reason: {@code Memory usage is critically high}
 * @param metrics the metrics that show it, each a whole name, or one with a {@code *} at its end; any that is there will do
 * @param from the value at which it begins; the sign is fully there at {@code to}, and partly between
 * @param to the value at which it is fully there; below {@code from} if low values are the bad ones
 * @param leak the chance to see it without any of the known causes, above 0 and below 1
 * @param group signs of one group say about the same, so only the clearest of them counts; empty for none
 */
public record Sign(String id, String words, List<String> metrics, double from, double to, double leak, String group) {
    /** Copies the list; throws {@link IllegalArgumentException} if a number makes no sense. */
    public Sign {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("sign \"" + id + "\" names no metric that shows it: give one");
        }
        if (!Double.isFinite(from) || !Double.isFinite(to) || from == to) {
            throw new IllegalArgumentException("sign \"" + id + "\" goes from " + from + " to " + to
                    + ": give the value at which it begins, and another one at which it is fully there");
        }
        Chance.check(leak, "the leak of sign \"" + id + "\"");
    }

    /** How clearly a metric of the snapshot shows it; empty if none is there and fresh. */
    Optional<Seen> in(Snapshot snapshot) {
        return snapshot.readings()
                .filter(reading -> reading.fresh() && shows(reading.metric().name()))
                .flatMap(reading -> seen(reading).stream())
                .max(Comparator.comparingDouble(Seen::degree));
    }

    boolean shows(String metric) {
        return metrics.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? metric.startsWith(name.substring(0, name.length() - 1))
                        : metric.equals(name));
    }

    private Optional<Seen> seen(Reading reading) {
        double degree = degree(reading.metric());
        return Double.isNaN(degree) ? Optional.empty() : Optional.of(new Seen(this, degree, reading));
    }

    private double degree(Metric metric) {
        if (metric instanceof Gauge gauge) {
            double share = (gauge.value() - from) / (to - from);
            return Double.isNaN(share) ? share : Math.max(0, Math.min(1, share));
        }
        Status status = ((Health) metric).status();
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 0.5;
            case DOWN -> 1;
            case UNKNOWN -> Double.NaN;
        };
    }
}
