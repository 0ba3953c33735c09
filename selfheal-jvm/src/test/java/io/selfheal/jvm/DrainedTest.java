package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.test.RecoveryActionContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An action that runs behind closed doors. */
class DrainedTest implements RecoveryActionContract {
    private final LoadGate gate = new LoadGate();
    private long nanos;

    @Override
    public RecoveryAction action() {
        return drain().around(RecoveryAction.of("recycle", Risk.MODERATE, () -> {}));
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(gate.ready());
    }

    @Test
    void readinessIsOffWhileItRunsAndOnAgainRightAfterwards() throws Exception {
        Attempted attempt = new Attempted();
        RecoveryAction action = drain().around(RecoveryAction.of("recycle", Risk.MODERATE, () -> {
            assertThat(gate.ready()).isFalse();
            assertThat(attempt.leases).containsExactly("readiness off");
        }));

        action.recover(attempt);

        assertThat(gate.ready()).isTrue();
        assertThat(attempt.report).isEqualTo("drained");
        attempt.endLeases();
        assertThat(gate.ready()).isTrue();
    }

    @Test
    void readinessIsOnAgainWhenItThrows() {
        RecoveryAction action = drain().around(RecoveryAction.of("recycle", Risk.SAFE, () -> {
            throw new IllegalStateException("no");
        }));
        assertThatThrownBy(() -> action.recover(new Attempted())).hasMessage("no");
        assertThat(gate.ready()).isTrue();
    }

    @Test
    void whatWasStillInFlightIsSaidWithWhatTheActionSays() throws Exception {
        gate.tryAcquire();
        Attempted attempt = new Attempted();
        drain().around(new RecoveryAction() {
                    @Override
                    public String id() {
                        return "recycle";
                    }

                    @Override
                    public Risk risk() {
                        return Risk.SAFE;
                    }

                    @Override
                    public void recover(Recovery recovery) {
                        recovery.report("recycled");
                    }
                })
                .recover(attempt);
        assertThat(attempt.report).isEqualTo("1 requests were still in flight after PT5S, then recycled");
    }

    @Test
    void itIsAsRiskyAsTheActionAndHasItsTimeAndThatOfTheDraining() {
        assertThat(action().id()).isEqualTo("recycle");
        assertThat(action().risk()).isEqualTo(Risk.MODERATE);
        assertThat(action().timeout()).isEqualTo(Duration.ofSeconds(35));
        assertThat(drain().around(RecoveryAction.of("x", Risk.SAFE, () -> {})).risk())
                .isEqualTo(Risk.LOW);
    }

    @Test
    void twoThatCloseTheDoorsOpenThemWhenBothAreDone() throws Exception {
        Attempted rung = new Attempted();
        drain().recover(rung);

        action().recover(new Attempted());
        assertThat(gate.ready()).as("the other one still wants it").isFalse();

        rung.endLeases();
        assertThat(gate.ready()).isTrue();
    }

    private Drain drain() {
        return new Drain(gate, Duration.ofSeconds(5), () -> nanos, time -> nanos += time.toNanos());
    }
}
