package io.selfheal;

import java.time.Duration;

/** A registered action with its answers, asked once. */
record Remedy(RecoveryAction action, String id, Risk risk, Duration timeout, boolean undoable) {
    static Remedy of(RecoveryAction action) {
        return new Remedy(action, Text.name(action.id()), action.risk(), action.timeout(), action.undoable());
    }
}
