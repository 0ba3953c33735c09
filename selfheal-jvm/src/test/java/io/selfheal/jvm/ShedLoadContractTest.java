package io.selfheal.jvm;

import io.selfheal.RecoveryAction;
import io.selfheal.test.RecoveryActionContract;
import java.util.Optional;

class ShedLoadContractTest implements RecoveryActionContract {
    private final LoadGate gate = new LoadGate();

    @Override
    public RecoveryAction action() {
        return new ShedLoad(gate, 0.5, 1);
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(gate.limit());
    }
}
