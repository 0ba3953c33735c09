package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
     * A policy was applied, at the start or because it had changed.
     *
     * @param policy its name
     * @param mode the global mode in force now
     * @param rules how many rules are in force now
     */
    record PolicyApplied(long sequence, Instant time, String policy, Mode mode, int rules) implements HealingEvent {
        /** Escapes and caps the text. */
        public PolicyApplied {
            policy = Text.name(policy);
        }
    }

    /**
     * A policy that had changed cannot be applied: the one in force stays.
     *
     * @param policy its name
     * @param problems what is wrong with it, each with its fix; at most 100
     */
    record PolicyRejected(long sequence, Instant time, String policy, List<String> problems) implements HealingEvent {
        private static final int MOST = 100;

        /** Escapes and caps the texts and copies the list. */
        public PolicyRejected {
            policy = Text.name(policy);
            problems = problems.stream().limit(MOST).map(Text::detail).toList();
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
     * What the engine will not be able to tell by what the probes report, told once, a minute after the start.
     *
     * @param spots a sentence for each, with the probe that would help; at most 100
     */
    record BlindSpotsFound(long sequence, Instant time, List<String> spots) implements HealingEvent {
        private static final int MOST = 100;

        /** Escapes and caps the texts and copies the list. */
        public BlindSpotsFound {
            spots = spots.stream().limit(MOST).map(Text::detail).toList();
        }
    }

    /**
     * What came of all attempts that are remembered, repeated now and then so that it outlives the rotation of the journal.
     *
     * @param trials the trials, the oldest first
     */
    record TrialsKept(long sequence, Instant time, List<Trial> trials) implements HealingEvent {
        /** Copies the list. */
        public TrialsKept {
            trials = List.copyOf(trials);
        }
    }

    /**
     * What people have ordered and is still in force, repeated now and then so that it outlives the rotation of the journal.
     *
     * @param mode the mode that somebody switched to last; {@link Mode#ENFORCE}, which restricts nothing, if nobody did
     * @param silences what is silenced, each for as long as is left of it
     */
    record InstructionsKept(long sequence, Instant time, Mode mode, List<Silence> silences) implements HealingEvent {
        /** Copies the list. */
        public InstructionsKept {
            silences = List.copyOf(silences);
        }
    }

    /**
     * What was run within the last day, repeated now and then so that cooldowns, budgets and what follows from verdicts outlive
     * the rotation of the journal.
     *
     * @param runs the runs that were judged, the oldest first; 500 at most
     */
    record RunsKept(long sequence, Instant time, List<PastRun> runs) implements HealingEvent {
        /** Copies the list. */
        public RunsKept {
            runs = List.copyOf(runs);
        }
    }

    /**
     * An incident is still open, repeated now and then so that it outlives the rotation of the journal.
     *
     * @param symptom its symptom as it is now
     * @param opened when it was opened
     * @param state where it stands; nothing is under way
     * @param attempts what was tried, each with what came of it
     */
    record IncidentKept(
            long sequence,
            Instant time,
            String incident,
            Symptom symptom,
            Instant opened,
            Incident.State state,
            List<Attempt> attempts)
            implements OfIncident {
        /** Copies the list. */
        public IncidentKept {
            attempts = List.copyOf(attempts);
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
     * Somebody said that another version of a component runs now.
     *
     * @param component what was deployed
     * @param version what runs now
     */
    record DeploymentNoted(long sequence, Instant time, String component, String version) implements HealingEvent {
        /** Escapes and caps the texts. */
        public DeploymentNoted {
            component = Text.name(component);
            version = Text.name(version);
        }
    }

    /**
     * What was learnt of some gauges, each once in a while, to be taken up at the next start.
     *
     * @param deployments what ran of each component by then
     * @param learnt what was learnt
     */
    record LearningKept(long sequence, Instant time, List<Deployment> deployments, List<Learnt> learnt)
            implements HealingEvent {
        /** Copies the lists. */
        public LearningKept {
            deployments = List.copyOf(deployments);
            learnt = List.copyOf(learnt);
        }
    }

    /**
     * What was kept of what was learnt was taken up at the start.
     *
     * @param learnt of how many gauges and kinds
     * @param refused what could not be used and begins anew, each with why; at most 100
     */
    record LearningResumed(long sequence, Instant time, int learnt, List<String> refused) implements HealingEvent {
        private static final int MOST = 100;

        /** Escapes and caps the texts and copies the list. */
        public LearningResumed {
            refused = refused.stream().limit(MOST).map(Text::detail).toList();
        }
    }

    /**
     * A gauge runs out: told when that has raised a symptom, and again each time half of the time left is over.
     *
     * @param problem the symptom's id
     * @param exhaustion when it runs out
     */
    record ExhaustionForeseen(long sequence, Instant time, String problem, Exhaustion exhaustion)
            implements HealingEvent {
        /** Escapes and caps the text. */
        public ExhaustionForeseen {
            problem = Text.name(problem);
        }
    }

    /**
     * Somebody called a silence.
     *
     * @param silence over what, how long, and why
     */
    record SilenceBegan(long sequence, Instant time, Silence silence) implements HealingEvent {}

    /**
     * Somebody ended a silence before its time; one whose time is over ends without an event.
     *
     * @param component over which component it was; empty for the one over all
     * @param reason why, in their words
     */
    record SilenceEnded(long sequence, Instant time, String component, String reason) implements HealingEvent {
        /** Escapes and caps the texts. */
        public SilenceEnded {
            component = Text.name(component);
            reason = Text.detail(reason);
        }
    }

    /**
     * Too much is sick at once: healing stops, and a person has to look for the common cause.
     *
     * @param reason the numbers
     */
    record StormBegan(long sequence, Instant time, String reason) implements HealingEvent {
        /** Escapes and caps the text. */
        public StormBegan {
            reason = Text.detail(reason);
        }
    }

    /**
     * The storm is over: healing goes on.
     *
     * @param reason the numbers
     */
    record StormEnded(long sequence, Instant time, String reason) implements HealingEvent {
        /** Escapes and caps the text. */
        public StormEnded {
            reason = Text.detail(reason);
        }
    }

    /**
     * What the loop can do, recorded at its start if the builder was told to record metrics: with it the past can be
     * replayed without the host.
     *
     * @param tools the registered actions
     * @param exhibits how many pieces of evidence are collected of each incident
     * @param permit whether the fleet is asked before each action
     * @param advising how it is advised; empty if it is not
     */
    record LoopEquipped(
            long sequence, Instant time, List<Tool> tools, int exhibits, boolean permit, Optional<Advising> advising)
            implements HealingEvent {
        /** Copies the list. */
        public LoopEquipped {
            tools = List.copyOf(tools);
        }

        /** What an unadvised loop can do; the rest as above. */
        public LoopEquipped(long sequence, Instant time, List<Tool> tools, int exhibits, boolean permit) {
            this(sequence, time, tools, exhibits, permit, Optional.empty());
        }
    }

    /**
     * What a turn went by, recorded if the builder was told to: with it the past can be replayed.
     *
     * @param nanos when the turn was, on the loop's {@link Ticker}
     * @param late how much later than planned it came, if so late that windows which span the hole are void; zero otherwise
     * @param whole whether everything that is known is in it, and not only what has changed
     * @param observations what has come back from probes since the turn before
     */
    record TurnObserved(
            long sequence, Instant time, long nanos, Duration late, boolean whole, List<Observation> observations)
            implements HealingEvent {
        /** Copies the list. */
        public TurnObserved {
            observations = List.copyOf(observations);
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
     * A symptom of a component that depends on the incident's joined it: the trouble is not its own.
     *
     * @param symptom the victim's symptom
     */
    record SymptomJoined(long sequence, Instant time, String incident, Symptom symptom) implements OfIncident {}

    /**
     * A decision was made: each one to heal or to escalate, and one to hold when its name changes.
     *
     * @param symptom the symptom with the numbers that it was made on
     * @param decision the decision
     * @param provenance whose word it goes by; empty where no adviser is configured
     */
    record DecisionMade(
            long sequence,
            Instant time,
            String incident,
            Symptom symptom,
            Decision decision,
            Optional<Provenance> provenance)
            implements OfIncident {
        /** A decision where no adviser is configured; the rest as above. */
        public DecisionMade(long sequence, Instant time, String incident, Symptom symptom, Decision decision) {
            this(sequence, time, incident, symptom, decision, Optional.empty());
        }
    }

    /**
     * An adviser gave its view of a case, or said that it has none.
     *
     * @param tries how many actions had been tried on the incident when it was asked
     * @param took from the question to the turn that took the answer in
     * @param advice what it says: an opinion or an abstention
     */
    record AdviceReceived(long sequence, Instant time, String incident, int tries, Duration took, Advice advice)
            implements OfIncident {}

    /**
     * There is no advice on a case: the engine decides alone.
     *
     * @param tries how many actions had been tried on the incident when it was to be asked
     * @param took from the question to the turn that stopped waiting
     * @param advice who was to be asked, and why there is none
     */
    record AdviceMissing(long sequence, Instant time, String incident, int tries, Duration took, Advice.Missing advice)
            implements OfIncident {}

    /**
     * An action waits for a person's word.
     *
     * @param proposal what is proposed
     */
    record ActionProposed(long sequence, Instant time, Proposal proposal) implements OfIncident {
        @Override
        public String incident() {
            return proposal.incident();
        }
    }

    /**
     * A proposal was answered, or no longer stands.
     *
     * @param proposal the proposal's id
     * @param end how it ended
     * @param reason by whom, or why
     */
    record ProposalEnded(long sequence, Instant time, String incident, String proposal, Proposal.End end, String reason)
            implements OfIncident {
        /** Escapes and caps the text. */
        public ProposalEnded {
            reason = Text.detail(reason);
        }
    }

    /**
     * The fleet answered, or could not be asked.
     *
     * @param action the action's id
     * @param granted whether the action may start
     * @param reason why not; what was granted, otherwise
     */
    record PermitAnswered(long sequence, Instant time, String incident, String action, boolean granted, String reason)
            implements OfIncident {
        /** Escapes and caps the text. */
        public PermitAnswered {
            reason = Text.detail(reason);
        }
    }

    /**
     * What a person will need was collected, or could not be.
     *
     * @param exhibit what was collected
     */
    record EvidenceCollected(long sequence, Instant time, String incident, Exhibit exhibit) implements OfIncident {}

    /**
     * An action put something in force that reverts by itself.
     *
     * @param component the component it works on
     * @param action the action's id
     * @param lease what is in force, in the action's words
     * @param term how long it outlives its last renewal
     */
    record LeaseBegan(
            long sequence, Instant time, String incident, String component, String action, String lease, Duration term)
            implements OfIncident {
        /** Escapes and caps the text. */
        public LeaseBegan {
            lease = Text.name(lease);
        }
    }

    /**
     * A lease is over.
     *
     * @param action the action's id
     * @param lease what was in force
     * @param reverted whether its effect was taken back
     * @param reason why it ended, or why its effect could not be taken back
     */
    record LeaseEnded(
            long sequence, Instant time, String incident, String action, String lease, boolean reverted, String reason)
            implements OfIncident {
        /** Escapes and caps the texts. */
        public LeaseEnded {
            lease = Text.name(lease);
            reason = Text.detail(reason);
        }
    }

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
