package io.selfheal;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in the loop: the only record there is. Log, journal, history, metrics and console all feed on
 * events. Immutable, serialisable, and free of characters that could forge a log line.
 *
 * <p>Sequence numbers grow by one from event to event and go on where the journal ended. The time is the wall clock's and
 * only a label.
 */
public sealed interface HealingEvent {
    /** The place in the order of all events of a journal, from 1. */
    long sequence();

    /** When it happened, on the wall clock. */
    Instant time();

    /** An event in the life of one incident. */
    sealed interface OfIncident extends HealingEvent {
        /** The incident's id. */
        String incident();
    }

    /**
     * The loop begins to turn.
     *
     * @param service the service's name
     * @param mode the global mode
     * @param openIncidents how many open incidents it took up from the journal
     */
    record LoopStarted(long sequence, Instant time, String service, Mode mode, int openIncidents)
            implements HealingEvent {}

    /**
     * The loop was closed.
     *
     * @param service the service's name
     */
    record LoopStopped(long sequence, Instant time, String service) implements HealingEvent {}

    /**
     * The loop was held up, so every running window starts anew.
     *
     * @param late how much later than planned the turn came
     */
    record LoopDelayed(long sequence, Instant time, Duration late) implements HealingEvent {}

    /**
     * Somebody changed the global mode at run time. What is more cautious than the builder's mode stays in force across
     * restarts, until changed again.
     *
     * @param mode the new mode
     * @param reason why, in their words
     */
    record ModeChanged(long sequence, Instant time, Mode mode, String reason) implements HealingEvent {
        /** Escapes and caps the text. */
        public ModeChanged {
            reason = Text.detail(reason);
        }
    }

    /**
     * User code failed: told when it begins to fail and when the way it fails changes.
     *
     * @param hook what failed, kind and name: {@code probe orders}
     * @param fault how
     */
    record HookFailed(long sequence, Instant time, String hook, Fault fault) implements HealingEvent {
        /** Escapes and caps the text. */
        public HookFailed {
            hook = Text.name(hook);
        }
    }

    /**
     * User code that had failed works again.
     *
     * @param hook what works again
     */
    record HookRecovered(long sequence, Instant time, String hook) implements HealingEvent {
        /** Escapes and caps the text. */
        public HookRecovered {
            hook = Text.name(hook);
        }
    }

    /**
     * The journal's last records were damaged, as a crash leaves them, and were cut off before anything was appended.
     *
     * @param journal which journal
     * @param bytes how many bytes were cut off
     */
    record JournalRepaired(long sequence, Instant time, String journal, long bytes) implements HealingEvent {
        /** Escapes and caps the text. */
        public JournalRepaired {
            journal = Text.detail(journal);
        }
    }

    /**
     * Events did not reach one of their readers.
     *
     * @param reader which reader: {@code journal}, or a listener's name
     * @param lost how many since the loop began
     */
    record EventsLost(long sequence, Instant time, String reader, long lost) implements HealingEvent {
        /** Escapes and caps the text. */
        public EventsLost {
            reader = Text.name(reader);
        }
    }

    /**
     * A detector raised a symptom.
     *
     * @param symptom the symptom
     */
    record SymptomRaised(long sequence, Instant time, Symptom symptom) implements HealingEvent {}

    /**
     * A symptom is gone.
     *
     * @param symptom the symptom as it was last seen
     * @param now its metrics as they are now, in words
     */
    record SymptomCleared(long sequence, Instant time, Symptom symptom, String now) implements HealingEvent {
        /** Escapes and caps the text. */
        public SymptomCleared {
            now = Text.detail(now);
        }
    }

    /**
     * An incident was opened.
     *
     * @param symptom its first symptom
     */
    record IncidentOpened(long sequence, Instant time, String incident, Symptom symptom) implements OfIncident {}

    /**
     * A decision was made: each one to heal or to escalate, and one to hold when its name changes.
     *
     * @param symptom the symptom with the numbers that it was made on
     * @param decision the decision
     */
    record DecisionMade(long sequence, Instant time, String incident, Symptom symptom, Decision decision)
            implements OfIncident {}

    /**
     * An action was started.
     *
     * @param component the component it works on
     * @param action its id
     */
    record ActionStarted(long sequence, Instant time, String incident, String component, String action)
            implements OfIncident {}

    /**
     * An action returned: its effect is awaited, or, after an outcome, its late return is only told.
     *
     * @param action its id
     * @param took how long it ran
     * @param report what it said it did; empty if nothing
     * @param late whether its outcome had been recorded before
     */
    record ActionReturned(
            long sequence, Instant time, String incident, String action, Duration took, String report, boolean late)
            implements OfIncident {
        /** Escapes and caps the text. */
        public ActionReturned {
            report = Text.detail(report);
        }
    }

    /**
     * What came of an action: exactly one for each that was started.
     *
     * @param component the component it worked on
     * @param action its id
     * @param outcome what came of it
     */
    record OutcomeJudged(long sequence, Instant time, String incident, String component, String action, Outcome outcome)
            implements OfIncident {}

    /**
     * The undoing of an action was started.
     *
     * @param component the component it works on
     * @param action the action's id
     */
    record UndoStarted(long sequence, Instant time, String incident, String component, String action)
            implements OfIncident {}

    /**
     * The undoing of an action ended.
     *
     * @param action the action's id
     * @param undone whether it succeeded
     * @param report what it said, or why it failed
     */
    record UndoEnded(long sequence, Instant time, String incident, String action, boolean undone, String report)
            implements OfIncident {
        /** Escapes and caps the text. */
        public UndoEnded {
            report = Text.detail(report);
        }
    }

    /**
     * An incident ended.
     *
     * @param resolution how
     * @param lasted how long it was open
     * @param summary its story in a sentence
     */
    record IncidentClosed(
            long sequence, Instant time, String incident, Resolution resolution, Duration lasted, String summary)
            implements OfIncident {
        /** Escapes and caps the text. */
        public IncidentClosed {
            summary = Text.detail(summary);
        }
    }
}
