package io.selfheal;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.spi.LoggingEventBuilder;

/** Each event as a sentence, and its numbers as key-value pairs. */
final class Sentence {
    private Sentence() {}

    static String of(HealingEvent event) {
        if (event instanceof HealingEvent.OfIncident step) {
            return ofIncident(step);
        }
        if (event instanceof HealingEvent.LoopStarted e) {
            return "healing of " + e.service() + " started, mode " + e.mode()
                    + (e.openIncidents() == 0 ? "" : ", " + e.openIncidents() + " open incidents taken up");
        }
        if (event instanceof HealingEvent.LoopStopped e) {
            return "healing of " + e.service() + " stopped";
        }
        if (event instanceof HealingEvent.LoopDelayed e) {
            return "the loop was held up for " + Words.duration(e.late()) + ": running windows start anew";
        }
        if (event instanceof HealingEvent.ModeChanged e) {
            return "mode switched to " + e.mode() + ": " + e.reason();
        }
        if (event instanceof HealingEvent.DeploymentNoted e) {
            return e.version() + " of " + e.component() + " was deployed";
        }
        if (event instanceof HealingEvent.LearningKept e) {
            return "kept what was learnt of " + e.learnt().size() + " series";
        }
        if (event instanceof HealingEvent.LearningResumed e) {
            return "went on from what was learnt of " + e.learnt() + " series"
                    + (e.refused().isEmpty()
                            ? ""
                            : ", began anew with " + e.refused().size() + ": " + String.join("; ", e.refused()));
        }
        if (event instanceof HealingEvent.ExhaustionForeseen e) {
            return e.exhaustion().component() + " runs out: " + e.exhaustion().metric() + " "
                    + e.exhaustion().shown();
        }
        if (event instanceof HealingEvent.SilenceBegan e) {
            return (e.silence().component().isEmpty()
                            ? "everything"
                            : e.silence().component()) + " is silenced for "
                    + Words.duration(e.silence().lasts()) + said(e.silence().reason());
        }
        if (event instanceof HealingEvent.SilenceEnded e) {
            return "the silence over " + (e.component().isEmpty() ? "everything" : e.component()) + " was ended"
                    + said(e.reason());
        }
        if (event instanceof HealingEvent.StormBegan e) {
            return "healing stops in a storm, a person has to look for the common cause: " + e.reason();
        }
        if (event instanceof HealingEvent.StormEnded e) {
            return "the storm is over, healing goes on: " + e.reason();
        }
        if (event instanceof HealingEvent.PolicyApplied e) {
            return "policy " + e.policy() + " is in force, " + e.rules() + " rules in all";
        }
        if (event instanceof HealingEvent.PolicyRejected e) {
            return "policy " + e.policy() + " was changed but is not used, "
                    + e.problems().size() + " problems: " + String.join("; ", e.problems());
        }
        if (event instanceof HealingEvent.HookFailed e) {
            return e.hook() + " fails: " + e.fault().shown();
        }
        if (event instanceof HealingEvent.HookRecovered e) {
            return e.hook() + " works again";
        }
        if (event instanceof HealingEvent.JournalRepaired e) {
            return e.journal() + " had a torn end: " + e.bytes() + " bytes cut off";
        }
        if (event instanceof HealingEvent.EventsLost e) {
            return e.lost() + " events did not reach " + e.reader();
        }
        if (event instanceof HealingEvent.BlindSpotsFound e) {
            return "what cannot be told by what the probes report: " + String.join("; ", e.spots());
        }
        if (event instanceof HealingEvent.TrialsKept e) {
            return e.trials().size() + " outcomes are remembered";
        }
        if (event instanceof HealingEvent.InstructionsKept e) {
            return "the mode that was switched to is " + e.mode() + ", and "
                    + e.silences().size() + " silences go on";
        }
        if (event instanceof HealingEvent.RunsKept e) {
            return e.runs().size() + " runs are remembered";
        }
        if (event instanceof HealingEvent.IncidentKept e) {
            return "still open since " + e.opened() + ", after " + e.attempts().size() + " attempts";
        }
        if (event instanceof HealingEvent.LoopEquipped e) {
            return "equipped with " + e.tools().stream().map(Tool::action).collect(Collectors.joining(", "));
        }
        if (event instanceof HealingEvent.TurnObserved e) {
            return "turn with " + e.observations().size() + " new samples";
        }
        if (event instanceof HealingEvent.SymptomRaised e) {
            return e.symptom().component() + " shows " + e.symptom().shown();
        }
        if (event instanceof HealingEvent.SymptomCleared e) {
            return e.symptom().component() + " no longer shows " + e.symptom().id()
                    + (e.now().isEmpty() ? "" : ": " + e.now());
        }
        return event.toString();
    }

    private static String ofIncident(HealingEvent.OfIncident event) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            return "incident opened: " + e.symptom().shown();
        }
        if (event instanceof HealingEvent.DecisionMade e) {
            return decided(e.decision()) + " [" + e.symptom().shown() + "]"
                    + e.provenance().map(by -> ", " + by.shown()).orElse("");
        }
        if (event instanceof HealingEvent.AdviceReceived e) {
            return e.advice().by() + " advises after " + Words.duration(e.took()) + ": " + advised(e.advice());
        }
        if (event instanceof HealingEvent.AdviceMissing e) {
            return "no advice of " + e.advice().by() + " (" + e.advice().name() + "): "
                    + e.advice().reason();
        }
        if (event instanceof HealingEvent.SymptomJoined e) {
            return "also, as a consequence, on " + e.symptom().component() + ": "
                    + e.symptom().shown();
        }
        if (event instanceof HealingEvent.ActionProposed e) {
            return "proposed to run " + e.proposal().decision().action() + ": "
                    + e.proposal().decision().reason() + " [approve or reject proposal "
                    + e.proposal().id() + " until "
                    + e.proposal().expires() + "]";
        }
        if (event instanceof HealingEvent.ProposalEnded e) {
            return "proposal " + e.proposal() + " " + e.end() + said(e.reason());
        }
        if (event instanceof HealingEvent.PermitAnswered e) {
            return "the fleet " + (e.granted() ? "permits " : "does not permit ") + e.action() + said(e.reason());
        }
        if (event instanceof HealingEvent.EvidenceCollected e) {
            return "evidence: " + e.exhibit().shown();
        }
        if (event instanceof HealingEvent.LeaseBegan e) {
            return e.action() + " put in force on " + e.component() + ": " + e.lease() + ", for "
                    + Words.duration(e.term()) + " beyond its need";
        }
        if (event instanceof HealingEvent.LeaseEnded e) {
            return e.action()
                    + (e.reverted() ? " took back: " : " could not take back: ")
                    + e.lease()
                    + said(e.reason());
        }
        if (event instanceof HealingEvent.ActionStarted e) {
            return e.action() + " started on " + e.component();
        }
        if (event instanceof HealingEvent.ActionReturned e) {
            return e.action() + " returned after " + Words.duration(e.took()) + (e.late() ? ", too late" : "")
                    + said(e.report());
        }
        if (event instanceof HealingEvent.OutcomeJudged e) {
            return e.action() + " " + e.outcome().verdict() + ": " + e.outcome().detail() + " ["
                    + Story.numbers(e.outcome()) + "]";
        }
        if (event instanceof HealingEvent.UndoStarted e) {
            return "undoing " + e.action() + " on " + e.component();
        }
        if (event instanceof HealingEvent.UndoEnded e) {
            return e.action() + (e.undone() ? " undone" : " could not be undone") + said(e.report());
        }
        if (event instanceof HealingEvent.IncidentClosed e) {
            return "incident closed, " + e.resolution() + ": " + e.summary();
        }
        return event.toString();
    }

    static LoggingEventBuilder keyValues(HealingEvent event, LoggingEventBuilder line) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            return symptom(e.symptom(), line);
        }
        if (event instanceof HealingEvent.SymptomRaised e) {
            return symptom(e.symptom(), line);
        }
        if (event instanceof HealingEvent.SymptomCleared e) {
            return symptom(e.symptom(), line);
        }
        if (event instanceof HealingEvent.DecisionMade e) {
            return decision(e.decision(), symptom(e.symptom(), line));
        }
        if (event instanceof HealingEvent.ActionStarted e) {
            return line.addKeyValue("action", e.action()).addKeyValue("component", e.component());
        }
        if (event instanceof HealingEvent.ActionReturned e) {
            return line.addKeyValue("action", e.action()).addKeyValue("took", e.took());
        }
        if (event instanceof HealingEvent.OutcomeJudged e) {
            return line.addKeyValue("action", e.action())
                    .addKeyValue("component", e.component())
                    .addKeyValue("verdict", e.outcome().verdict());
        }
        if (event instanceof HealingEvent.IncidentClosed e) {
            return line.addKeyValue("resolution", e.resolution()).addKeyValue("lasted", e.lasted());
        }
        return event instanceof HealingEvent.HookFailed e ? line.addKeyValue("hook", e.hook()) : line;
    }

    private static LoggingEventBuilder symptom(Symptom symptom, LoggingEventBuilder line) {
        Metric leading = symptom.findings().get(0).metric();
        LoggingEventBuilder with = line.addKeyValue("component", symptom.component())
                .addKeyValue("problem", symptom.id())
                .addKeyValue("metric", leading.name());
        return leading instanceof Gauge gauge
                ? with.addKeyValue("value", gauge.value())
                : with.addKeyValue("value", leading.shown());
    }

    private static LoggingEventBuilder decision(Decision decision, LoggingEventBuilder line) {
        LoggingEventBuilder with =
                line.addKeyValue("decision", decision.getClass().getSimpleName());
        return decision instanceof Decision.Heal heal
                ? with.addKeyValue("action", heal.action()).addKeyValue("confidence", heal.confidence())
                : with;
    }

    private static String decided(Decision decision) {
        if (decision instanceof Decision.Heal heal) {
            return "decided to run " + heal.action() + ": " + heal.reason();
        }
        return decision instanceof Decision.Hold hold
                ? "holding (" + hold.name() + "): " + hold.reason()
                : "escalated to a person: " + decision.reason();
    }

    private static String advised(Advice advice) {
        if (!(advice instanceof Advice.Opinion opinion)) {
            return "nothing, " + advice.reason();
        }
        return "causes " + ranked(opinion.causes()) + "; actions " + ranked(opinion.actions())
                + (opinion.vetoes().isEmpty() ? "" : "; objects to " + String.join(", ", opinion.vetoes()))
                + "; \"" + opinion.reason() + "\"";
    }

    private static String ranked(List<Advice.Rank> ranking) {
        return ranking.isEmpty()
                ? "none"
                : ranking.stream()
                        .map(rank -> rank.name() + " " + Unit.RATIO.format(rank.probability()))
                        .collect(Collectors.joining(", "));
    }

    private static String said(String report) {
        return report.isEmpty() ? "" : ": " + report;
    }
}
