package io.selfheal;

import java.util.Optional;

/**
 * What the loop knows of the past: a fold over events, so that reading a journal gives the same memory as having lived
 * through it.
 */
final class Memory {
    /** A journal's files hold many times that. */
    private static final long KEPT_EVERY = 2_000;

    private final IncidentBook incidents = new IncidentBook();
    private final Ledger ledger = new Ledger();
    private final Silences silences = new Silences();
    private final Weather weather = new Weather();
    private final Proposals proposals = new Proposals();
    private final LeaseBook leases = new LeaseBook();
    private final AdviceBook advice = new AdviceBook();
    private final TrackRecord track = new TrackRecord();
    private final Deployments deployments = new Deployments();
    private final Interventions interventions = new Interventions();
    private long lastSequence;
    private long keptAt;
    private Optional<Mode> switched = Optional.empty();

    void apply(HealingEvent event, long nanos) {
        lastSequence = Math.max(lastSequence, event.sequence());
        if (event instanceof HealingEvent.ModeChanged changed) {
            switched = Optional.of(changed.mode());
        } else if (event instanceof HealingEvent.InstructionsKept kept) {
            switched = Optional.of(kept.mode());
        }
        if (event instanceof HealingEvent.TrialsKept
                || event instanceof HealingEvent.InstructionsKept
                || event instanceof HealingEvent.RunsKept
                || event instanceof HealingEvent.IncidentKept) {
            keptAt = event.sequence();
        }
        track.apply(event, incidents);
        incidents.apply(event);
        ledger.apply(event, incidents, nanos);
        silences.apply(event, nanos);
        weather.apply(event, nanos);
        proposals.apply(event, nanos);
        leases.apply(event);
        advice.apply(event, incidents, nanos);
        deployments.apply(event, nanos);
        interventions.apply(event, incidents);
    }

    IncidentBook incidents() {
        return incidents;
    }

    Ledger ledger() {
        return ledger;
    }

    Silences silences() {
        return silences;
    }

    Weather weather() {
        return weather;
    }

    Proposals proposals() {
        return proposals;
    }

    LeaseBook leases() {
        return leases;
    }

    AdviceBook advice() {
        return advice;
    }

    TrackRecord track() {
        return track;
    }

    Deployments deployments() {
        return deployments;
    }

    Interventions interventions() {
        return interventions;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** Whether what is remembered ought to be repeated, as its events may be rotated away. */
    boolean repetitionDue() {
        return lastSequence - keptAt >= KEPT_EVERY;
    }

    /** It was, or there was nothing: not to be looked at in each turn from then on. */
    void repeated() {
        keptAt = lastSequence;
    }

    /** The mode that somebody switched to last; empty if nobody did. */
    Optional<Mode> switched() {
        return switched;
    }
}
