package io.selfheal.downstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A dependency as the host's resilience4j breaker sees it, from real calls and without one of its own. It reports, for the
 * label {@code payments}:
 *
 * <ul>
 *   <li>{@code downstream.payments}: UP while the breaker is closed, DEGRADED while it is half open, DOWN while it is open;
 *       UNKNOWN while it is forced open, disabled or metrics only, since that says what somebody wants and not how the
 *       dependency is
 *   <li>{@code downstream.payments.failed.ratio} and {@code downstream.payments.slow.ratio} of the latest calls; NaN, which
 *       judges nothing, before there are as many as the breaker's configuration asks for
 *   <li>{@code downstream.payments.refused.count}: how many calls the breaker has refused so far, less what a reset forgot
 * </ul>
 *
 * <p>A sample takes about 1 µs and never blocks. All of it is about the component {@code payments}: declare with
 * {@code component(service).dependsOn("payments")} that the service needs it.
 */
public final class BreakerProbe implements Probe {
    private static final Pattern FITS = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final String label;
    private final CircuitBreaker breaker;

    private BreakerProbe(String label, CircuitBreaker breaker) {
        if (!FITS.matcher(label).matches()) {
            String shown = label.length() > 80 ? label.substring(0, 80) + "…" : label;
            throw new IllegalArgumentException("downstream label \"" + shown
                    + "\" does not fit into a metric's name: use 1 to 64 of a-z, 0-9, - and _, such as \"payments\"");
        }
        this.label = label;
        this.breaker = breaker;
    }

    /**
     * Watches a breaker.
     *
     * @param label what to call the dependency: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @param breaker the host's breaker; not changed
     * @return the probe
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static BreakerProbe of(String label, CircuitBreaker breaker) {
        return new BreakerProbe(label, breaker);
    }

    @Override
    public String name() {
        return "downstream." + label;
    }

    @Override
    public String component() {
        return label;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public Collection<? extends Metric> sample() {
        Metrics metrics = breaker.getMetrics();
        String prefix = name();
        return List.of(
                health(),
                ratio(prefix + ".failed.ratio", metrics.getFailureRate()),
                ratio(prefix + ".slow.ratio", metrics.getSlowCallRate()),
                Gauge.of(prefix + ".refused.count", (double) metrics.getNumberOfNotPermittedCalls()));
    }

    private Health health() {
        CircuitBreaker.State state = breaker.getState();
        Status status = switch (state) {
            case CLOSED -> Status.UP;
            case HALF_OPEN -> Status.DEGRADED;
            case OPEN -> Status.DOWN;
            case FORCED_OPEN, DISABLED, METRICS_ONLY -> Status.UNKNOWN;
        };
        return new Health(name(), status, "the breaker is " + state);
    }

    /** Of a percentage; resilience4j says -1 as long as there are too few calls. */
    private static Gauge ratio(String name, float percent) {
        return Gauge.of(name, percent < 0 ? Double.NaN : percent / 100.0);
    }
}
