package io.selfheal.jvm;

import io.selfheal.RecoveryAction;
import io.selfheal.test.RecoveryActionContract;
import java.time.Duration;
import java.util.Optional;

class DrainContractTest implements RecoveryActionContract {
    private final LoadGate gate = new LoadGate();

    @Override
    public RecoveryAction action() {
        return new Drain(gate, Duration.ofSeconds(1));
    }

    @Override
    public Optional<RecoveryAction> actionOnSomethingThatHangs() {
        LoadGate busy = new LoadGate();
        busy.tryAcquire();
        return Optional.of(new Drain(busy, Duration.ofSeconds(20)));
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(gate.ready());
    }
}
