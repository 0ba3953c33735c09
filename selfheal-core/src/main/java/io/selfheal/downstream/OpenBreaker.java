package io.selfheal.downstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds one of the host's resilience4j breakers open: calls of a sick dependency are refused at once instead of waiting for
 * it, and the host's fallback answers. When the lease ends the breaker is half open, never straight closed: a few calls of
 * its own configuration decide, and it opens again by itself if they fail.
 *
 * <pre>{@code
 * CircuitBreaker payments = CircuitBreaker.of("payments", config);
 * SelfHealing.builder().probe(BreakerProbe.of("payments", payments)).action(new OpenBreaker(payments))
 * }</pre>
 *
 * <p><b>Risk</b>: {@link Risk#LOW}; whoever needs the dependency gets the fallback. With {@link #resetting}
 * {@link Risk#MODERATE}: calls in flight fail. <b>Needs</b>: calls that pass the breaker, and a breaker that its owner has not
 * taken out of service (disabled, metrics only) or forced open himself: there it fails and leaves it as it is. <b>Undo</b>: a
 * lease, which ends by itself half a minute after the incident, at once if it did not help; a breaker that somebody has moved
 * meanwhile is left where it is. <b>Interrupted</b>: the lease is there before the breaker is open. <b>Verified</b> by the
 * rule's own metric: the host's threads, queue or pool, not the dependency's health, which this does not mend.
 */
public final class OpenBreaker implements RecoveryAction {
    private static final Duration TERM = Duration.ofSeconds(30);

    private final String id;
    private final CircuitBreaker breaker;
    private final Hold hold;
    private final Optional<Body> reset;

    /**
     * Opens a breaker, as {@code open-breaker}.
     *
     * @param breaker the host's breaker
     */
    public OpenBreaker(CircuitBreaker breaker) {
        this("open-breaker", breaker);
    }

    /**
     * Opens one of several breakers.
     *
     * @param id the action's id, such as {@code open-payments}
     * @param breaker the host's breaker
     */
    public OpenBreaker(String id, CircuitBreaker breaker) {
        this(id, breaker, new Hold(() -> forceOpen(breaker), () -> letATryThrough(breaker)), Optional.empty());
    }

    private OpenBreaker(String id, CircuitBreaker breaker, Hold hold, Optional<Body> reset) {
        this.id = id;
        this.breaker = breaker;
        this.hold = hold;
        this.reset = reset;
    }

    /**
     * Resets the client, too, once the breaker is open: an open breaker keeps new calls away, but those that hang already stay
     * until their connections are closed.
     *
     * @param client has the client begin anew; may be called at any time and more than once, and ends within ten seconds
     * @return the action, with the same id
     */
    public OpenBreaker resetting(Body client) {
        return new OpenBreaker(id, breaker, hold, Optional.of(client));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return reset.isPresent() ? Risk.MODERATE : Risk.LOW;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        State state = breaker.getState();
        if (state == State.DISABLED || state == State.METRICS_ONLY) {
            throw new IllegalStateException("its owner has set the breaker " + breaker.getName() + " to " + state
                    + ", so that it refuses nothing: close it to let it be opened");
        }
        if (state == State.FORCED_OPEN && !hold.claimed()) {
            throw new IllegalStateException("the breaker " + breaker.getName()
                    + " is forced open already, by somebody who will close it: there is nothing left to open");
        }
        Hold.Claim claim = hold.claim();
        recovery.lease("breaker " + breaker.getName() + " open", TERM, claim::giveUp);
        claim.make();
        recovery.report("the breaker " + breaker.getName() + " was " + state + " and is held open");
        if (reset.isPresent()) {
            reset.get().run();
            recovery.report("the breaker " + breaker.getName() + " was " + state
                    + " and is held open, and the client was reset");
        }
    }

    private static void forceOpen(CircuitBreaker breaker) {
        if (breaker.getState() != State.FORCED_OPEN) {
            breaker.transitionToForcedOpenState();
        }
    }

    private static void letATryThrough(CircuitBreaker breaker) {
        if (breaker.getState() == State.FORCED_OPEN) {
            breaker.transitionToHalfOpenState();
        }
    }
}
