package io.selfheal.journal;

import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.BlindSpotsFound;
import io.selfheal.HealingEvent.DeploymentNoted;
import io.selfheal.HealingEvent.EventsLost;
import io.selfheal.HealingEvent.ExhaustionForeseen;
import io.selfheal.HealingEvent.HookFailed;
import io.selfheal.HealingEvent.HookRecovered;
import io.selfheal.HealingEvent.InstructionsKept;
import io.selfheal.HealingEvent.JournalRepaired;
import io.selfheal.HealingEvent.LearningKept;
import io.selfheal.HealingEvent.LearningResumed;
import io.selfheal.HealingEvent.LoopDelayed;
import io.selfheal.HealingEvent.LoopEquipped;
import io.selfheal.HealingEvent.LoopStarted;
import io.selfheal.HealingEvent.LoopStopped;
import io.selfheal.HealingEvent.ModeChanged;
import io.selfheal.HealingEvent.PolicyApplied;
import io.selfheal.HealingEvent.PolicyRejected;
import io.selfheal.HealingEvent.RunsKept;
import io.selfheal.HealingEvent.SilenceBegan;
import io.selfheal.HealingEvent.SilenceEnded;
import io.selfheal.HealingEvent.StormBegan;
import io.selfheal.HealingEvent.StormEnded;
import io.selfheal.HealingEvent.SymptomCleared;
import io.selfheal.HealingEvent.SymptomRaised;
import io.selfheal.HealingEvent.TrialsKept;
import io.selfheal.HealingEvent.TurnObserved;
import io.selfheal.Mode;

/** The shape of every event, without its version, sequence and time, which the line itself begins with. */
final class Events {
    static final Shape<HealingEvent> EVENT = IncidentEvents.addTo(new Variants<HealingEvent>()
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
                    "policy-applied",
                    PolicyApplied.class,
                    (event, to) -> to.text("policy", event.policy())
                            .word("mode", event.mode())
                            .number("rules", event.rules()),
                    from -> new PolicyApplied(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("policy"),
                            from.word("mode", Mode.class),
                            from.count("rules")))
            .or(
                    "policy-rejected",
                    PolicyRejected.class,
                    (event, to) -> to.text("policy", event.policy()).texts("problems", event.problems()),
                    from -> new PolicyRejected(
                            from.number("sequence"), from.time("time"), from.text("policy"), from.texts("problems")))
            .or(
                    "blind-spots-found",
                    BlindSpotsFound.class,
                    (event, to) -> to.texts("spots", event.spots()),
                    from -> new BlindSpotsFound(from.number("sequence"), from.time("time"), from.texts("spots")))
            .or(
                    "trials-kept",
                    TrialsKept.class,
                    (event, to) -> to.list("trials", Shapes.TRIAL, event.trials()),
                    from -> new TrialsKept(
                            from.number("sequence"), from.time("time"), from.list("trials", Shapes.TRIAL)))
            .or(
                    "instructions-kept",
                    InstructionsKept.class,
                    (event, to) -> to.word("mode", event.mode()).list("silences", Shapes.SILENCE, event.silences()),
                    from -> new InstructionsKept(
                            from.number("sequence"),
                            from.time("time"),
                            from.word("mode", Mode.class),
                            from.list("silences", Shapes.SILENCE)))
            .or(
                    "runs-kept",
                    RunsKept.class,
                    (event, to) -> to.list("runs", Shapes.RUN, event.runs()),
                    from -> new RunsKept(from.number("sequence"), from.time("time"), from.list("runs", Shapes.RUN)))
            .or(
                    "deployment-noted",
                    DeploymentNoted.class,
                    (event, to) -> to.text("component", event.component()).text("version", event.version()),
                    from -> new DeploymentNoted(
                            from.number("sequence"), from.time("time"), from.text("component"), from.text("version")))
            .or(
                    "learning-kept",
                    LearningKept.class,
                    (event, to) -> to.list("deployments", Shapes.DEPLOYMENT, event.deployments())
                            .list("learnt", Shapes.LEARNT, event.learnt()),
                    from -> new LearningKept(
                            from.number("sequence"),
                            from.time("time"),
                            from.list("deployments", Shapes.DEPLOYMENT),
                            from.list("learnt", Shapes.LEARNT)))
            .or(
                    "learning-resumed",
                    LearningResumed.class,
                    (event, to) -> to.number("learnt", event.learnt()).texts("refused", event.refused()),
                    from -> new LearningResumed(
                            from.number("sequence"), from.time("time"), from.count("learnt"), from.texts("refused")))
            .or(
                    "exhaustion-foreseen",
                    ExhaustionForeseen.class,
                    (event, to) -> to.text("problem", event.problem())
                            .object("exhaustion", Shapes.EXHAUSTION, event.exhaustion()),
                    from -> new ExhaustionForeseen(
                            from.number("sequence"),
                            from.time("time"),
                            from.text("problem"),
                            from.object("exhaustion", Shapes.EXHAUSTION)))
            .or(
                    "silence-began",
                    SilenceBegan.class,
                    (event, to) -> to.object("silence", Shapes.SILENCE, event.silence()),
                    from -> new SilenceBegan(
                            from.number("sequence"), from.time("time"), from.object("silence", Shapes.SILENCE)))
            .or(
                    "silence-ended",
                    SilenceEnded.class,
                    (event, to) -> to.text("component", event.component()).text("reason", event.reason()),
                    from -> new SilenceEnded(
                            from.number("sequence"), from.time("time"), from.text("component"), from.text("reason")))
            .or(
                    "storm-began",
                    StormBegan.class,
                    (event, to) -> to.text("reason", event.reason()),
                    from -> new StormBegan(from.number("sequence"), from.time("time"), from.text("reason")))
            .or(
                    "storm-ended",
                    StormEnded.class,
                    (event, to) -> to.text("reason", event.reason()),
                    from -> new StormEnded(from.number("sequence"), from.time("time"), from.text("reason")))
            .or(
                    "loop-equipped",
                    LoopEquipped.class,
                    (event, to) -> to.list("tools", Shapes.TOOL, event.tools())
                            .number("exhibits", event.exhibits())
                            .flag("permit", event.permit())
                            .maybe("advising", Shapes.ADVISING, event.advising()),
                    from -> new LoopEquipped(
                            from.number("sequence"),
                            from.time("time"),
                            from.list("tools", Shapes.TOOL),
                            from.count("exhibits"),
                            from.flag("permit"),
                            from.maybe("advising", Shapes.ADVISING)))
            .or(
                    "turn-observed",
                    TurnObserved.class,
                    (event, to) -> to.number("nanos", event.nanos())
                            .duration("late", event.late())
                            .flag("whole", event.whole())
                            .list("observations", Shapes.OBSERVATION, event.observations()),
                    from -> new TurnObserved(
                            from.number("sequence"),
                            from.time("time"),
                            from.number("nanos"),
                            from.duration("late"),
                            from.flag("whole"),
                            from.list("observations", Shapes.OBSERVATION))));

    private Events() {}
}
