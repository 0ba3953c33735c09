package io.selfheal.journal;

import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.ActionReturned;
import io.selfheal.HealingEvent.ActionStarted;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.HealingEvent.EventsLost;
import io.selfheal.HealingEvent.HookFailed;
import io.selfheal.HealingEvent.HookRecovered;
import io.selfheal.HealingEvent.IncidentClosed;
import io.selfheal.HealingEvent.IncidentOpened;
import io.selfheal.HealingEvent.JournalRepaired;
import io.selfheal.HealingEvent.LoopDelayed;
import io.selfheal.HealingEvent.LoopStarted;
import io.selfheal.HealingEvent.LoopStopped;
import io.selfheal.HealingEvent.ModeChanged;
import io.selfheal.HealingEvent.OutcomeJudged;
import io.selfheal.HealingEvent.SymptomCleared;
import io.selfheal.HealingEvent.SymptomRaised;
import io.selfheal.HealingEvent.UndoEnded;
import io.selfheal.HealingEvent.UndoStarted;
import io.selfheal.Mode;
import io.selfheal.Resolution;

/** The shape of every event, without its version, sequence and time, which the line itself begins with. */
final class Events {
    static final Shape<HealingEvent> EVENT = new Variants<HealingEvent>()
            .or(
                    "loop-started",
                    LoopStarted.class,
                    (event, to) -> to.text("service", event.service())
                            .word("mode", event.mode())
                            .number("openIncidents", event.openIncidents()),
                    from -> new LoopStarted(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("service"),
                            from.word("mode", Mode.class),
                            from.count("openIncidents")))
            .or(
                    "loop-stopped",
                    LoopStopped.class,
                    (event, to) -> to.text("service", event.service()),
                    from -> new LoopStopped(from.number("sequence"), from.time("time"), from.text("service")))
            .or(
                    "loop-delayed",
                    LoopDelayed.class,
                    (event, to) -> to.duration("late", event.late()),
                    from -> new LoopDelayed(from.number("sequence"), from.time("time"), from.duration("late")))
            .or(
                    "mode-changed",
                    ModeChanged.class,
                    (event, to) -> to.word("mode", event.mode()).text("reason", event.reason()),
                    from -> new ModeChanged(
                            from.number("sequence"),
                            from.time("time"),
                            from.word("mode", Mode.class),
                            from.text("reason")))
            .or(
                    "hook-failed",
                    HookFailed.class,
                    (event, to) -> to.text("hook", event.hook()).object("fault", Shapes.FAULT, event.fault()),
                    from -> new HookFailed(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("hook"),
                            from.object("fault", Shapes.FAULT)))
            .or(
                    "hook-recovered",
                    HookRecovered.class,
                    (event, to) -> to.text("hook", event.hook()),
                    from -> new HookRecovered(from.number("sequence"), from.time("time"), from.text("hook")))
            .or(
                    "journal-repaired",
                    JournalRepaired.class,
                    (event, to) -> to.text("journal", event.journal()).number("bytes", event.bytes()),
                    from -> new JournalRepaired(
                            from.number("sequence"), from.time("time"), from.text("journal"), from.number("bytes")))
            .or(
                    "events-lost",
                    EventsLost.class,
                    (event, to) -> to.text("reader", event.reader()).number("lost", event.lost()),
                    from -> new EventsLost(
                            from.number("sequence"), from.time("time"), from.text("reader"), from.number("lost")))
            .or(
                    "symptom-raised",
                    SymptomRaised.class,
                    (event, to) -> to.object("symptom", Shapes.SYMPTOM, event.symptom()),
                    from -> new SymptomRaised(
                            from.number("sequence"), from.time("time"), from.object("symptom", Shapes.SYMPTOM)))
            .or(
                    "symptom-cleared",
                    SymptomCleared.class,
                    (event, to) -> to.object("symptom", Shapes.SYMPTOM, event.symptom())
                            .text("now", event.now()),
                    from -> new SymptomCleared(
                            from.number("sequence"),
                            from.time("time"),
                            from.object("symptom", Shapes.SYMPTOM),
                            from.text("now")))
            .or(
                    "incident-opened",
                    IncidentOpened.class,
                    (event, to) ->
                            to.text("incident", event.incident()).object("symptom", Shapes.SYMPTOM, event.symptom()),
                    from -> new IncidentOpened(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("incident"),
                            from.object("symptom", Shapes.SYMPTOM)))
            .or(
                    "decision-made",
                    DecisionMade.class,
                    (event, to) -> to.text("incident", event.incident())
                            .object("symptom", Shapes.SYMPTOM, event.symptom())
                            .object("decision", Shapes.DECISION, event.decision()),
                    from -> new DecisionMade(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("incident"),
                            from.object("symptom", Shapes.SYMPTOM),
                            from.object("decision", Shapes.DECISION)))
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
                            from.text("summary")));

    private Events() {}
}
