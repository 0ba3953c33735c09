package io.selfheal.journal;

import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.ActionProposed;
import io.selfheal.HealingEvent.ActionReturned;
import io.selfheal.HealingEvent.ActionStarted;
import io.selfheal.HealingEvent.AdviceMissing;
import io.selfheal.HealingEvent.AdviceReceived;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.HealingEvent.EvidenceCollected;
import io.selfheal.HealingEvent.IncidentClosed;
import io.selfheal.HealingEvent.IncidentKept;
import io.selfheal.HealingEvent.IncidentOpened;
import io.selfheal.HealingEvent.LeaseBegan;
import io.selfheal.HealingEvent.LeaseEnded;
import io.selfheal.HealingEvent.OutcomeJudged;
import io.selfheal.HealingEvent.PermitAnswered;
import io.selfheal.HealingEvent.ProposalEnded;
import io.selfheal.HealingEvent.SymptomJoined;
import io.selfheal.HealingEvent.UndoEnded;
import io.selfheal.HealingEvent.UndoStarted;
import io.selfheal.Incident;
import io.selfheal.Proposal;
import io.selfheal.Resolution;

/** The shapes of the events in the life of an incident. */
final class IncidentEvents {
    private IncidentEvents() {}

    static Variants<HealingEvent> addTo(Variants<HealingEvent> events) {
        return events.or(
                        "incident-opened",
                        IncidentOpened.class,
                        (event, to) -> to.text("incident", event.incident())
                                .object("symptom", Shapes.SYMPTOM, event.symptom()),
                        from -> new IncidentOpened(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.object("symptom", Shapes.SYMPTOM)))
                .or(
                        "incident-kept",
                        IncidentKept.class,
                        (event, to) -> to.text("incident", event.incident())
                                .object("symptom", Shapes.SYMPTOM, event.symptom())
                                .time("opened", event.opened())
                                .word("state", event.state())
                                .list("attempts", Shapes.ATTEMPT, event.attempts()),
                        from -> new IncidentKept(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.object("symptom", Shapes.SYMPTOM),
                                from.time("opened"),
                                from.word("state", Incident.State.class),
                                from.list("attempts", Shapes.ATTEMPT)))
                .or(
                        "decision-made",
                        DecisionMade.class,
                        (event, to) -> to.text("incident", event.incident())
                                .object("symptom", Shapes.SYMPTOM, event.symptom())
                                .object("decision", Shapes.DECISION, event.decision())
                                .maybe("provenance", Shapes.PROVENANCE, event.provenance()),
                        from -> new DecisionMade(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.object("symptom", Shapes.SYMPTOM),
                                from.object("decision", Shapes.DECISION),
                                from.maybe("provenance", Shapes.PROVENANCE)))
                .or(
                        "advice-received",
                        AdviceReceived.class,
                        (event, to) -> to.text("incident", event.incident())
                                .number("tries", event.tries())
                                .duration("took", event.took())
                                .object("advice", Shapes.ADVICE, event.advice()),
                        from -> new AdviceReceived(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.count("tries"),
                                from.duration("took"),
                                from.object("advice", Shapes.ADVICE)))
                .or(
                        "advice-missing",
                        AdviceMissing.class,
                        (event, to) -> to.text("incident", event.incident())
                                .number("tries", event.tries())
                                .duration("took", event.took())
                                .object("advice", Shapes.MISSING, event.advice()),
                        from -> new AdviceMissing(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.count("tries"),
                                from.duration("took"),
                                from.object("advice", Shapes.MISSING)))
                .or(
                        "action-started",
                        ActionStarted.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("component", event.component())
                                .text("action", event.action()),
                        from -> new ActionStarted(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("component"),
                                from.text("action")))
                .or(
                        "action-returned",
                        ActionReturned.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("action", event.action())
                                .duration("took", event.took())
                                .text("report", event.report())
                                .flag("late", event.late()),
                        from -> new ActionReturned(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("action"),
                                from.duration("took"),
                                from.text("report"),
                                from.flag("late")))
                .or(
                        "outcome-judged",
                        OutcomeJudged.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("component", event.component())
                                .text("action", event.action())
                                .object("outcome", Shapes.OUTCOME, event.outcome()),
                        from -> new OutcomeJudged(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("component"),
                                from.text("action"),
                                from.object("outcome", Shapes.OUTCOME)))
                .or(
                        "undo-started",
                        UndoStarted.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("component", event.component())
                                .text("action", event.action()),
                        from -> new UndoStarted(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("component"),
                                from.text("action")))
                .or(
                        "undo-ended",
                        UndoEnded.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("action", event.action())
                                .flag("undone", event.undone())
                                .text("report", event.report()),
                        from -> new UndoEnded(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("action"),
                                from.flag("undone"),
                                from.text("report")))
                .or(
                        "incident-closed",
                        IncidentClosed.class,
                        (event, to) -> to.text("incident", event.incident())
                                .word("resolution", event.resolution())
                                .duration("lasted", event.lasted())
                                .text("summary", event.summary()),
                        from -> new IncidentClosed(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.word("resolution", Resolution.class),
                                from.duration("lasted"),
                                from.text("summary")))
                .or(
                        "symptom-joined",
                        SymptomJoined.class,
                        (event, to) -> to.text("incident", event.incident())
                                .object("symptom", Shapes.SYMPTOM, event.symptom()),
                        from -> new SymptomJoined(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.object("symptom", Shapes.SYMPTOM)))
                .or(
                        "action-proposed",
                        ActionProposed.class,
                        (event, to) -> to.object("proposal", Shapes.PROPOSAL, event.proposal()),
                        from -> new ActionProposed(
                                from.number("sequence"), from.time("time"), from.object("proposal", Shapes.PROPOSAL)))
                .or(
                        "proposal-ended",
                        ProposalEnded.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("proposal", event.proposal())
                                .word("end", event.end())
                                .text("reason", event.reason()),
                        from -> new ProposalEnded(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("proposal"),
                                from.word("end", Proposal.End.class),
                                from.text("reason")))
                .or(
                        "permit-answered",
                        PermitAnswered.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("action", event.action())
                                .flag("granted", event.granted())
                                .text("reason", event.reason()),
                        from -> new PermitAnswered(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("action"),
                                from.flag("granted"),
                                from.text("reason")))
                .or(
                        "evidence-collected",
                        EvidenceCollected.class,
                        (event, to) -> to.text("incident", event.incident())
                                .object("exhibit", Shapes.EXHIBIT, event.exhibit()),
                        from -> new EvidenceCollected(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.object("exhibit", Shapes.EXHIBIT)))
                .or(
                        "lease-began",
                        LeaseBegan.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("component", event.component())
                                .text("action", event.action())
                                .text("lease", event.lease())
                                .duration("term", event.term()),
                        from -> new LeaseBegan(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("component"),
                                from.text("action"),
                                from.text("lease"),
                                from.duration("term")))
                .or(
                        "lease-ended",
                        LeaseEnded.class,
                        (event, to) -> to.text("incident", event.incident())
                                .text("action", event.action())
                                .text("lease", event.lease())
                                .flag("reverted", event.reverted())
                                .text("reason", event.reason()),
                        from -> new LeaseEnded(
                                from.number("sequence"),
                                from.time("time"),
                                from.text("incident"),
                                from.text("action"),
                                from.text("lease"),
                                from.flag("reverted"),
                                from.text("reason")));
    }
}
