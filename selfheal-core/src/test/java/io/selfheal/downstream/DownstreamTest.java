package io.selfheal.downstream;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Resolution;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.Status;
import io.selfheal.http.HealthEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DownstreamTest {
    private final CircuitBreaker payments = CircuitBreaker.of(
            "payments",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(4)
                    .slowCallDurationThreshold(Duration.ofSeconds(1))
                    .failureRateThreshold(100)
                    .permittedNumberOfCallsInHalfOpenState(4)
                    .build());
    private final BreakerProbe probe = BreakerProbe.of("payments", payments);

    @Test
    void aBreakerTellsHowItsDependencyIs() {
        assertThat(health().status()).isEqualTo(Status.UP);
        assertThat(gauge("failed")).as("before there are enough calls").isNaN();
        payments.onSuccess(2, TimeUnit.SECONDS);
        payments.onSuccess(1, TimeUnit.MILLISECONDS);
        payments.onSuccess(2, TimeUnit.SECONDS);
        payments.onError(2, TimeUnit.SECONDS, new IllegalStateException());

        assertThat(gauge("failed")).isEqualTo(0.25);
        assertThat(gauge("slow")).isEqualTo(0.75);

        payments.transitionToOpenState();
        assertThat(health()).isEqualTo(Health.down("downstream.payments", "the breaker is OPEN"));
        assertThat(payments.tryAcquirePermission()).isFalse();
        assertThat(gauge("refused")).isEqualTo(1);
        payments.transitionToHalfOpenState();
        assertThat(health().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void whatSomebodyWantsOfABreakerTellsNothing() {
        payments.transitionToForcedOpenState();
        assertThat(health().status()).isEqualTo(Status.UNKNOWN);
        payments.transitionToDisabledState();
        assertThat(health().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aLabelThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> BreakerProbe.of("Payments Ltd", payments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as \"payments\"");
    }

    @Test
    void aFallbackIsServedUntilTheLeaseEnds() throws Exception {
        Fallback fallback = new Fallback();
        ServeFallback action = new ServeFallback("serve-fallback", fallback);
        Attempted attempt = new Attempted();
        assertThat(fallback.<String>call(() -> "fresh", () -> "stale")).isEqualTo("fresh");

        action.recover(attempt);

        assertThat(fallback.<String>call(() -> "fresh", () -> "stale")).isEqualTo("stale");
        assertThat(action.risk()).isEqualTo(Risk.LOW);
        attempt.endLeases();
        assertThat(fallback.inForce()).isFalse();
    }

    @Test
    void aClientIsResetOnceEachTime() throws Exception {
        AtomicInteger resets = new AtomicInteger();
        ResetClient action = new ResetClient("reset-client", resets::incrementAndGet);
        action.recover(new Attempted());
        assertThat(resets).hasValue(1);
        assertThat(action.risk()).isEqualTo(Risk.MODERATE);
        assertThatThrownBy(() -> new ResetClient("reset-client", () -> {
                            throw new IllegalStateException("no address");
                        })
                        .recover(new Attempted()))
                .hasMessage("no address");
    }

    /**
     * The service's threads hang in calls of a dependency, and what is let through later, with a time limit, fails. Nobody
     * takes the service for dead meanwhile.
     */
    @Test
    void aHangingDependencyIsCutOffAndIsNeverAMatterOfLiveness() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger hanging = new AtomicInteger();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .time(() -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get)
                .executor(Runnable::run)
                .component("service")
                .dependsOn("payments")
                .probe(probe)
                .probe(Probe.gauge("calls.hanging.count", hanging::get))
                .rule(when("calls.hanging.count")
                        .above(10)
                        .clearingBelow(5)
                        .settling(Duration.ofSeconds(2))
                        .run("open-breaker"))
                .action(new OpenBreaker(payments).resetting(() -> hanging.set(0)))
                .build()) {
            HealthEndpoint health = HealthEndpoint.of(healing);
            for (int second = 0; second < 60; second++) {
                nanos.addAndGet(1_000_000_000L);
                if (second >= 5 && payments.tryAcquirePermission()) {
                    call(hanging);
                }
                healing.loop().runOnce();
                assertThat(health.answer("/livez").status()).isEqualTo(200);
                if (second == 12) {
                    assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
                    assertThat(hanging).hasValue(0);
                }
            }
            assertThat(healing.incidents()).hasSize(1);
            assertThat(healing.incidents().get(0).resolution()).contains(Resolution.HEALED);
            assertThat(payments.getState())
                    .as("a term later a few calls were let through, and opened it again")
                    .isEqualTo(State.OPEN);
            assertThat(hanging).hasValue(0);
        }
    }

    private void call(AtomicInteger hanging) {
        if (payments.getState() == State.HALF_OPEN) {
            payments.onError(1, TimeUnit.SECONDS, new IllegalStateException("no answer within a second"));
        } else {
            hanging.addAndGet(3);
        }
    }

    private Health health() {
        return (Health) metric("downstream.payments");
    }

    private double gauge(String what) {
        return metrics().stream()
                .filter(Gauge.class::isInstance)
                .map(Gauge.class::cast)
                .filter(gauge -> gauge.name().contains(what))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Metric metric(String name) {
        return metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Collection<? extends Metric> metrics() {
        return probe.sample();
    }
}
