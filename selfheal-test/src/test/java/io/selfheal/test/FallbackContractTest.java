package io.selfheal.test;

import io.selfheal.RecoveryAction;
import io.selfheal.downstream.Fallback;
import io.selfheal.downstream.ServeFallback;
import java.util.Optional;

/** What is served instead of a dependency is leased, as a contract of all actions wants it. */
class FallbackContractTest implements RecoveryActionContract {
    private final Fallback fallback = new Fallback();

    @Override
    public RecoveryAction action() {
        return new ServeFallback("serve-fallback", fallback);
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(fallback.inForce());
    }
}
