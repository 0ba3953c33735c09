package io.selfheal.llm;

import io.selfheal.Advice;
import io.selfheal.Alternative;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Metric;
import io.selfheal.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What happened at one step of an incident, in a sentence, with what there is to say about it. */
record Chapter(String told, List<String> details) {
    Chapter {
        details = List.copyOf(details);
    }

    private static Chapter of(String told) {
        return new Chapter(told, List.of());
    }

    static Chapter of(HealingEvent.OfIncident event) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            return of("Seen on " + e.symptom().component() + ": " + e.symptom().shown());
        }
        if (event instanceof HealingEvent.SymptomJoined e) {
            return of("As a consequence, on " + e.symptom().component() + ": "
                    + e.symptom().shown());
        }
        if (event instanceof HealingEvent.AdviceReceived e) {
            return advised(e.advice());
        }
        if (event instanceof HealingEvent.AdviceMissing e) {
            return of("No advice of " + e.advice().by() + " (" + e.advice().name() + "): "
                    + e.advice().reason());
        }
        if (event instanceof HealingEvent.DecisionMade e) {
            return decided(e);
        }
        if (event instanceof HealingEvent.ActionStarted e) {
            return of(e.action() + " was started on " + e.component());
        }
        if (event instanceof HealingEvent.ActionReturned e) {
            return of(e.action() + " returned after " + shown(e.took())
                    + (e.report().isEmpty() ? "" : ", saying: " + e.report()));
        }
        if (event instanceof HealingEvent.OutcomeJudged e) {
            return new Chapter(
                    e.action() + " was judged " + e.outcome().verdict() + ": "
                            + e.outcome().detail(),
                    numbers(e.outcome()));
        }
        if (event instanceof HealingEvent.UndoEnded e) {
            return of(e.action() + (e.undone() ? " was undone" : " could not be undone"));
        }
        if (event instanceof HealingEvent.EvidenceCollected e) {
            return of("Evidence: " + e.exhibit().shown());
        }
        if (event instanceof HealingEvent.IncidentClosed e) {
            return of("Closed after " + shown(e.lasted()) + ", " + e.resolution() + ": " + e.summary());
        }
        return of(event.getClass().getSimpleName());
    }

    private static Chapter advised(Advice advice) {
        List<String> details = new ArrayList<>();
        if (advice instanceof Advice.Opinion opinion) {
            details.add("causes: " + ranked(opinion.causes()));
            details.add("actions: " + ranked(opinion.actions()));
            if (!opinion.vetoes().isEmpty()) {
                details.add("objects to " + String.join(", ", opinion.vetoes()));
            }
            opinion.citations().forEach(citation -> details.add("goes by " + citation.shown()));
        }
        String what = advice instanceof Advice.Opinion ? " advised: \"" : " had no advice: \"";
        return new Chapter(advice.by() + what + advice.reason() + "\"", details);
    }

    private static String ranked(List<Advice.Rank> ranking) {
        return ranking.isEmpty()
                ? "none"
                : ranking.stream()
                        .map(rank -> rank.name() + " " + percent(rank.probability()))
                        .collect(Collectors.joining(", "));
    }

    private static Chapter decided(HealingEvent.DecisionMade made) {
        List<String> details = new ArrayList<>();
        if (made.decision() instanceof Decision.Heal heal) {
            for (Cause cause : heal.causes()) {
                details.add("cause " + cause.name() + ", " + percent(cause.probability())
                        + (cause.evidence().isEmpty() ? "" : ": " + String.join(", ", cause.evidence())));
            }
            for (Alternative other : heal.alternatives()) {
                details.add("not " + other.action() + ": " + other.reason());
            }
        }
        made.provenance().ifPresent(by -> details.add(by.shown()));
        Decision decision = made.decision();
        String told = decision instanceof Decision.Heal heal
                ? "Decided to run " + heal.action()
                : decision instanceof Decision.Hold hold
                        ? "Nothing was done (" + hold.name() + ")"
                        : "A person was told";
        return new Chapter(told + ": " + decision.reason(), details);
    }

    /** Every number of an outcome, before and after. */
    static List<String> numbers(Outcome outcome) {
        return outcome.before().stream()
                .map(before -> outcome.after().stream()
                        .filter(after -> after.name().equals(before.name()))
                        .findFirst()
                        .map(after -> before.name() + " from " + before.shown() + " to " + after.shown())
                        .orElseGet(() -> was(before)))
                .toList();
    }

    private static String was(Metric metric) {
        return metric.name() + " was " + metric.shown();
    }

    private static String percent(double probability) {
        return Math.round(100 * probability) + " %";
    }

    static String shown(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        String text = (duration.toHours() > 0 ? duration.toHours() + " h " : "")
                + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + " min " : "")
                + (duration.toSecondsPart() > 0 ? duration.toSecondsPart() + " s" : "");
        return text.stripTrailing();
    }
}
