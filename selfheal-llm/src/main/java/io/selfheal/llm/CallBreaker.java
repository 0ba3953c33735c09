package io.selfheal.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.selfheal.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a model that fails, is late, or talks nonsense: half of its last six answers (four at least), and it is left
 * alone for five minutes; then one call is let through, and decides. The breaker is resilience4j's, on the ticker.
 */
final class CallBreaker {
    private static final int LAST = 6;
    private static final int AT_LEAST = 4;
    private static final float FAILED_PERCENT = 50;
    private static final Duration OPEN = Duration.ofMinutes(5);

    private final CircuitBreaker breaker;

    CallBreaker(Ticker ticker) {
        breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .clock(new Ticking(ticker))
                        .slidingWindow(LAST, AT_LEAST, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** Lets a call; throws if it is not worth it. One of the two that follow says how it went, or it is given back. */
    void acquire() throws Discarded {
        if (!breaker.tryAcquirePermission()) {
            throw new Discarded(
                    "BreakerOpen", "the model kept failing, and is asked again after " + OPEN.toMinutes() + " minutes");
        }
    }

    void works() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void fails() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no advice"));
    }

    void giveBack() {
        breaker.releasePermission();
    }

    private static final class Ticking extends Clock {
        private final Ticker ticker;
        private final long origin;

        Ticking(Ticker ticker) {
            this.ticker = ticker;
            this.origin = ticker.nanos();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(ticker.nanos() - origin);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
