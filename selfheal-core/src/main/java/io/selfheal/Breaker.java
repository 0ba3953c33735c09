package io.selfheal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Refuses an action whose circuit breaker is open: of its last five runs (three at least) 60 % or more were verified to
 * have helped nothing. After an hour one run is let through again, and its outcome decides.
 *
 * <p>The breaker is resilience4j's, fed with the verified outcomes of the ledger at their own times. It is built anew for
 * each question, which is rare, so it has no state that a restart or a replay could miss.
 */
final class Breaker implements Guard {
    private static final int LAST = 5;
    private static final int AT_LEAST = 3;
    private static final float FAILED_PERCENT = 60;
    private static final Duration OPEN = Duration.ofHours(1);

    @Override
    public Optional<Refusal> check(Intent intent) {
        List<Run> judged = intent.runs().stream()
                .filter(run -> run.action().equals(intent.action()))
                .filter(run -> run.verdict().isPresent())
                .toList();
        if (judged.size() < AT_LEAST) {
            return Optional.empty();
        }
        RunClock clock = new RunClock(judged.get(0).started());
        CircuitBreaker breaker = breaker(clock, intent.action());
        for (Run run : judged) {
            clock.nanos = run.started();
            boolean let = breaker.tryAcquirePermission();
            clock.nanos = run.ended() - run.started() > 0 ? run.ended() : run.started();
            if (let) {
                record(breaker, run);
            }
        }
        clock.nanos = intent.nanos();
        return breaker.tryAcquirePermission() ? Optional.empty() : Optional.of(refusal(intent, judged));
    }

    private static void record(CircuitBreaker breaker, Run run) {
        if (run.verdict().equals(Optional.of(Verdict.HEALED))) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("not healed"));
        }
    }

    private Refusal refusal(Intent intent, List<Run> judged) {
        List<Run> last = judged.subList(Math.max(0, judged.size() - LAST), judged.size());
        long useless = last.stream()
                .filter(run -> !run.verdict().equals(Optional.of(Verdict.HEALED)))
                .count();
        return Refusal.anotherAction(
                name(),
                useless + " of the last " + last.size() + " runs of " + intent.action()
                        + " did not help; it is tried again " + Words.duration(OPEN) + " after the last");
    }

    private static CircuitBreaker breaker(RunClock clock, String action) {
        return CircuitBreaker.of(
                action,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(LAST, AT_LEAST, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** The ticker as the breaker's clock, which the wall clock's jumps do not reach. */
    private static final class RunClock extends Clock {
        private final long origin;
        private long nanos;

        RunClock(long origin) {
            this.origin = origin;
            this.nanos = origin;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos - origin);
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
