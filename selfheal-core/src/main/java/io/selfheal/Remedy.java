package io.selfheal;

import java.time.Duration;

/** A registered action with its answers, asked once. */
record Remedy(
        RecoveryAction action,
        String id,
        String component,
        Risk risk,
        Duration timeout,
        boolean undoable,
        boolean reversible) {
    static Remedy of(RecoveryAction action) {
        return new Remedy(
                action,
                Text.name(action.id()),
                Text.name(action.component()),
                action.risk(),
                action.timeout(),
                action.undoable(),
                action.reversible());
    }

    /** The same without the action itself. */
    Tool tool() {
        return new Tool(id, component, risk, timeout, undoable, reversible);
    }

    /** The component that it works on for an incident. */
    String target(Incident incident) {
        return component.isEmpty() ? incident.component() : component;
    }
}
