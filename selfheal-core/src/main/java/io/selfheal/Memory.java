package io.selfheal;

import java.util.Optional;

/**
 * What the loop knows of the past: a fold over events, so that reading a journal gives the same memory as having lived
 * through it.
 */
final class Memory {
    private final IncidentBook incidents = new IncidentBook();
    private final Ledger ledger = new Ledger();
    private long lastSequence;
    private Optional<Mode> switched = Optional.empty();

    void apply(HealingEvent event, long nanos) {
        lastSequence = Math.max(lastSequence, event.sequence());
        if (event instanceof HealingEvent.ModeChanged changed) {
            switched = Optional.of(changed.mode());
        }
        incidents.apply(event);
        ledger.apply(event, incidents, nanos);
    }

    IncidentBook incidents() {
        return incidents;
    }

    Ledger ledger() {
        return ledger;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** The mode that somebody switched to last; empty if nobody did. */
    Optional<Mode> switched() {
        return switched;
    }
}
