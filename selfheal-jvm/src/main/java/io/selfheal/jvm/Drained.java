package io.selfheal.jvm;

import io.selfheal.Incident;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import java.time.Duration;

/** An action that runs while the service is out of traffic. */
record Drained(Drain drain, RecoveryAction action) implements RecoveryAction {
    @Override
    public String id() {
        return action.id();
    }

    @Override
    public String component() {
        return action.component();
    }

    @Override
    public Risk risk() {
        return action.risk().compareTo(drain.risk()) > 0 ? action.risk() : drain.risk();
    }

    @Override
    public Duration timeout() {
        return action.timeout().plus(drain.patience());
    }

    @Override
    public boolean undoable() {
        return action.undoable();
    }

    @Override
    public void undo(Recovery recovery) throws Exception {
        action.undo(recovery);
    }

    @Override
    public void rehearse() throws Exception {
        action.rehearse();
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        Runnable open = drain.close(recovery);
        try {
            Told told = new Told(recovery, drain.await());
            told.report("");
            action.recover(told);
        } finally {
            open.run();
        }
    }

    /** The same attempt, whose report tells of the draining first. */
    private record Told(Recovery recovery, String first) implements Recovery {
        @Override
        public Incident incident() {
            return recovery.incident();
        }

        @Override
        public Snapshot snapshot() {
            return recovery.snapshot();
        }

        @Override
        public Duration remaining() {
            return recovery.remaining();
        }

        @Override
        public boolean cancelled() {
            return recovery.cancelled();
        }

        @Override
        public boolean journaled() {
            return recovery.journaled();
        }

        @Override
        public void lease(String name, Duration term, Body revert) {
            recovery.lease(name, term, revert);
        }

        @Override
        public void report(String done) {
            recovery.report(done.isEmpty() ? first : first + ", then " + done);
        }
    }
}
