package io.selfheal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes every event to SLF4J: a sentence that reads well in any backend, with the numbers beside it as key-value pairs
 * for those that keep them apart.
 */
final class EventLog implements HealingListener {
    private final Logger logger = LoggerFactory.getLogger("io.selfheal");
    private final String service;

    EventLog(String service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void on(HealingEvent event) {
        LoggingEventBuilder line = logger.atLevel(level(event));
        line = line.addKeyValue("service", service)
                .addKeyValue("event", event.getClass().getSimpleName())
                .addKeyValue("sequence", event.sequence());
        if (event instanceof HealingEvent.OfIncident step) {
            line = line.addKeyValue("incident", step.incident());
        }
        Sentence.keyValues(event, line).log(Sentence.of(event));
    }

    private static Level level(HealingEvent event) {
        if (event instanceof HealingEvent.DecisionMade made) {
            return made.decision() instanceof Decision.Escalate ? Level.ERROR : Level.INFO;
        }
        if (event instanceof HealingEvent.StormBegan
                || (event instanceof HealingEvent.LeaseEnded lease && !lease.reverted())) {
            return Level.ERROR;
        }
        if (event instanceof HealingEvent.OutcomeJudged judged) {
            return judged.outcome().verdict() == Verdict.HEALED ? Level.INFO : Level.WARN;
        }
        if (event instanceof HealingEvent.TurnObserved
                || event instanceof HealingEvent.TrialsKept
                || event instanceof HealingEvent.InstructionsKept
                || event instanceof HealingEvent.RunsKept
                || event instanceof HealingEvent.IncidentKept) {
            return Level.TRACE;
        }
        if (event instanceof HealingEvent.LearningKept) {
            return Level.DEBUG;
        }
        if (event instanceof HealingEvent.LearningResumed resumed) {
            return resumed.refused().isEmpty() ? Level.INFO : Level.WARN;
        }
        boolean trouble = event instanceof HealingEvent.HookFailed
                || event instanceof HealingEvent.EventsLost
                || event instanceof HealingEvent.JournalRepaired
                || event instanceof HealingEvent.LoopDelayed
                || event instanceof HealingEvent.PolicyRejected
                || event instanceof HealingEvent.ActionProposed
                || event instanceof HealingEvent.IncidentOpened;
        return trouble ? Level.WARN : Level.INFO;
    }
}
