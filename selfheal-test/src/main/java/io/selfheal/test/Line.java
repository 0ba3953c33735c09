package io.selfheal.test;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Symptom;

/** An event as one line of a story. */
final class Line {
    private Line() {}

    static String of(HealingEvent event) {
        String incident = event instanceof HealingEvent.OfIncident step ? " [" + step.incident() + "]" : "";
        return "%5d %s %s%s %s"
                .formatted(
                        event.sequence(), event.time(), event.getClass().getSimpleName(), incident, particulars(event));
    }

    static String of(Decision decision) {
        return decision instanceof Decision.Heal heal
                ? "Heal " + heal.action()
                : decision instanceof Decision.Hold hold ? "Hold " + hold.name() : "Escalate";
    }

    private static String particulars(HealingEvent event) {
        if (event instanceof HealingEvent.SymptomRaised e) {
            return of(e.symptom());
        }
        if (event instanceof HealingEvent.SymptomCleared e) {
            return e.symptom().key() + ", " + e.now();
        }
        if (event instanceof HealingEvent.IncidentOpened e) {
            return of(e.symptom());
        }
        if (event instanceof HealingEvent.DecisionMade e) {
            return of(e.decision()) + ": " + e.decision().reason();
        }
        if (event instanceof HealingEvent.OutcomeJudged e) {
            return e.action() + " " + e.outcome().verdict() + ": " + e.outcome().detail();
        }
        String all = event.toString();
        String time = "time=" + event.time();
        String rest = all.substring(all.indexOf(time) + time.length(), all.length() - 1);
        return rest.startsWith(", ") ? rest.substring(2) : rest;
    }

    private static String of(Symptom symptom) {
        return symptom.key() + ", " + symptom.shown();
    }
}
