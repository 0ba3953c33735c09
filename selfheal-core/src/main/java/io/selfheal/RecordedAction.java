package io.selfheal;

import java.time.Duration;

/** Stands for an action that only the record knows; a replay never runs it. */
record RecordedAction(Tool tool) implements RecoveryAction {
    @Override
    public String id() {
        return tool.action();
    }

    @Override
    public String component() {
        return tool.component();
    }

    @Override
    public Risk risk() {
        return tool.risk();
    }

    @Override
    public Duration timeout() {
        return tool.timeout();
    }

    @Override
    public boolean undoable() {
        return tool.undoable();
    }

    @Override
    public boolean reversible() {
        return tool.reversible();
    }

    @Override
    public void recover(Recovery recovery) {
        throw new IllegalStateException(tool.action() + " is known by its record only");
    }
}
