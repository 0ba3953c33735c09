package io.selfheal.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.selfheal.Risk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenBreakerTest {
    private final CircuitBreaker payments = CircuitBreaker.of(
            "payments",
            CircuitBreakerConfig.custom()
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());
    private final OpenBreaker open = new OpenBreaker(payments);

    @Test
    void callsAreRefusedUntilTheLeaseEndsAndThenAFewDecide() throws Exception {
        Attempted attempt = new Attempted();
        attempt.onLease = () -> assertThat(payments.getState())
                .as("the lease comes before what it is for")
                .isEqualTo(State.CLOSED);

        open.recover(attempt);

        assertThat(attempt.leases).containsExactly("breaker payments open");
        assertThat(attempt.report).isEqualTo("the breaker payments was CLOSED and is held open");
        assertThatThrownBy(() -> payments.executeSupplier(() -> "paid")).isInstanceOf(CallNotPermittedException.class);

        attempt.endLeases();
        assertThat(payments.getState()).isEqualTo(State.HALF_OPEN);
        assertThat(payments.executeSupplier(() -> "paid")).isEqualTo("paid");
        assertThat(payments.executeSupplier(() -> "paid")).isEqualTo("paid");
        assertThat(payments.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aDependencyThatIsStillSickOpensItAgainByItself() throws Exception {
        Attempted attempt = new Attempted();
        open.recover(attempt);
        attempt.endLeases();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> payments.executeSupplier(() -> {
                        throw new IllegalStateException("no answer");
                    }))
                    .hasMessage("no answer");
        }

        assertThat(payments.getState()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "OPEN", "HALF_OPEN"})
    void itHoldsOpenWhateverTheBreakerItselfDoes(State before) throws Exception {
        if (before != State.CLOSED) {
            payments.transitionToOpenState();
        }
        if (before == State.HALF_OPEN) {
            payments.transitionToHalfOpenState();
        }
        open.recover(new Attempted());
        assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
    }

    @Test
    void aBreakerThatItsOwnerTookOutOfServiceIsLeftAlone() {
        payments.transitionToDisabledState();
        assertThatThrownBy(() -> open.recover(new Attempted()))
                .hasMessageContaining("its owner has set the breaker payments to DISABLED");
        payments.transitionToMetricsOnlyState();
        assertThatThrownBy(() -> open.recover(new Attempted())).hasMessageContaining("to METRICS_ONLY");
        assertThat(payments.getState()).isEqualTo(State.METRICS_ONLY);
    }

    @Test
    void oneThatSomebodyForcedOpenIsNotClosedForHim() throws Exception {
        payments.transitionToForcedOpenState();
        Attempted attempt = new Attempted();

        assertThatThrownBy(() -> open.recover(attempt)).hasMessageContaining("forced open already");

        attempt.endLeases();
        assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
    }

    @Test
    void oneThatSomebodyMovedMeanwhileStaysWhereItIs() throws Exception {
        Attempted attempt = new Attempted();
        open.recover(attempt);
        payments.transitionToDisabledState();

        attempt.endLeases();

        assertThat(payments.getState()).isEqualTo(State.DISABLED);
    }

    @Test
    void ofTwoAttemptsTheLastOneLetsGo() throws Exception {
        Attempted first = new Attempted();
        Attempted second = new Attempted();
        open.recover(first);
        open.recover(second);

        first.endLeases();
        first.endLeases();
        assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
        second.endLeases();
        assertThat(payments.getState()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void nothingIsPutInForceOnceTheLeaseIsOver() {
        Attempted attempt = new Attempted();
        attempt.onLease = () -> {
            try {
                attempt.endLeases(); // the loop is closed at this very moment
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };

        assertThatThrownBy(() -> open.recover(attempt)).hasMessageContaining("lease has ended");

        assertThat(payments.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aWayBackThatFailsCanBeTriedAgain() throws Exception {
        int[] tries = {0};
        Hold hold = new Hold(() -> {}, () -> {
            if (tries[0]++ == 0) {
                throw new IllegalStateException("not now");
            }
        });
        Hold.Claim claim = hold.claim();
        claim.make();
        assertThatThrownBy(claim::giveUp).hasMessage("not now");
        assertThat(hold.claimed()).isTrue();

        claim.giveUp();
        claim.giveUp();

        assertThat(tries[0]).isEqualTo(2);
        assertThat(hold.claimed()).isFalse();
    }

    /** As resilience4j without memory: it has changed the state before it allocates the event. */
    @Test
    void whatFailedAfterItsEffectIsTakenBackAllTheSame() throws Exception {
        boolean[] inForce = {false};
        Hold hold = new Hold(
                () -> {
                    inForce[0] = true;
                    throw new OutOfMemoryError("of the test");
                },
                () -> inForce[0] = false);
        Hold.Claim claim = hold.claim();

        assertThatThrownBy(claim::make).isInstanceOf(OutOfMemoryError.class);
        assertThat(hold.claimed()).isTrue();
        claim.giveUp();

        assertThat(inForce[0]).isFalse();
        assertThat(hold.claimed()).isFalse();
    }

    @Test
    void oneThatSomebodyClosedByHandIsOpenedAgainByTheNextAttempt() throws Exception {
        Attempted first = new Attempted();
        Attempted second = new Attempted();
        open.recover(first);
        payments.transitionToClosedState();

        open.recover(second);

        assertThat(second.report).isEqualTo("the breaker payments was CLOSED and is held open");
        assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
        first.endLeases();
        assertThat(payments.getState()).isEqualTo(State.FORCED_OPEN);
        second.endLeases();
        assertThat(payments.getState()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void theClientIsResetOnceNoNewCallCanHang() throws Exception {
        List<State> seen = new ArrayList<>();
        Attempted attempt = new Attempted();
        OpenBreaker resetting = open.resetting(() -> seen.add(payments.getState()));

        resetting.recover(attempt);

        assertThat(seen).containsExactly(State.FORCED_OPEN);
        assertThat(attempt.report).endsWith("and the client was reset");
        assertThat(open.risk()).isEqualTo(Risk.LOW);
        assertThat(resetting.risk()).isEqualTo(Risk.MODERATE);
        assertThat(resetting.id()).isEqualTo("open-breaker");
    }
}
