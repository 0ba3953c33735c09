package io.selfheal;

import java.time.Duration;

/** An action that always works on one component. */
record ActionOn(String component, RecoveryAction action) implements RecoveryAction {
    @Override
    public String id() {
        return action.id();
    }

    @Override
    public Risk risk() {
        return action.risk();
    }

    @Override
    public Duration timeout() {
        return action.timeout();
    }

    @Override
    public boolean undoable() {
        return action.undoable();
    }

    @Override
    public boolean reversible() {
        return action.reversible();
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        action.recover(recovery);
    }

    @Override
    public void undo(Recovery recovery) throws Exception {
        action.undo(recovery);
    }

    @Override
    public void rehearse() throws Exception {
        action.rehearse();
    }
}
