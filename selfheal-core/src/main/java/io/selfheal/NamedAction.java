package io.selfheal;

import java.util.Objects;

/** An action put together from its parts. */
record NamedAction(String id, Risk risk, RecoveryAction.Body body) implements RecoveryAction {
    NamedAction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(risk, "risk");
        Objects.requireNonNull(body, "body");
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        body.run();
    }
}
