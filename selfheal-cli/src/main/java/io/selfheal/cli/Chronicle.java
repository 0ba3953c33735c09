package io.selfheal.cli;

import io.selfheal.Advice;
import io.selfheal.Alternative;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.OfIncident;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Outcome;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One incident's story, step by step, as a person would tell it. */
final class Chronicle {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final String incident;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Symptom> symptom = Optional.empty();
    private boolean closed;

    /**
     * A step.
     *
     * @param time when
     * @param told what happened, in a sentence
     * @param details what there is to say about it
     */
    record Step(Instant time, String told, List<String> details) {}

    Chronicle(String incident) {
        this.incident = incident;
    }

    void next(HealingEvent event) {
        if (event instanceof OfIncident step && step.incident().equals(incident)) {
            if (event instanceof HealingEvent.IncidentOpened first) {
                symptom = Optional.of(first.symptom());
            } else if (event instanceof HealingEvent.IncidentKept kept && symptom.isEmpty()) {
                symptom = Optional.of(kept.symptom());
                remembered(kept);
            }
            closed |= event instanceof HealingEvent.IncidentClosed;
            tell(step);
        } else if (symptom.isPresent() && !closed) {
            tellAround(event);
        }
    }

    boolean found() {
        return !steps.isEmpty();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    String title() {
        return symptom.map(sign -> sign.id() + " of " + sign.component())
                .orElse("its beginning is no longer in the journal");
    }

    /** How it stands at the end of the record. */
    String end() {
        return closed ? "" : "It is still open at the end of the journal.";
    }

    private void tell(OfIncident event) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            add(e, "Seen on " + e.symptom().component() + ": " + e.symptom().shown() + ".");
        } else if (event instanceof HealingEvent.SymptomJoined e) {
            add(
                    e,
                    "As a consequence, on " + e.symptom().component() + ": "
                            + e.symptom().shown() + ".");
        } else if (event instanceof HealingEvent.EvidenceCollected e) {
            add(e, "Evidence: " + e.exhibit().shown() + ".");
        } else if (event instanceof HealingEvent.AdviceReceived e) {
            advised(e);
        } else if (event instanceof HealingEvent.AdviceMissing e) {
            add(
                    e,
                    "There is no advice of " + e.advice().by() + " ("
                            + e.advice().name() + "): " + e.advice().reason() + ".");
        } else if (event instanceof HealingEvent.DecisionMade e) {
            decided(e);
        } else if (event instanceof HealingEvent.ActionProposed e) {
            add(
                    e,
                    "Proposed to run " + e.proposal().decision().action() + ", waiting for a person until "
                            + e.proposal().expires() + " (" + e.proposal().id() + ").");
        } else if (event instanceof HealingEvent.ProposalEnded e) {
            add(e, "The proposal was " + e.end().name().toLowerCase(Locale.ROOT) + ": " + e.reason() + ".");
        } else if (event instanceof HealingEvent.PermitAnswered e) {
            add(
                    e,
                    "The fleet " + (e.granted() ? "permitted " : "did not permit ") + e.action() + ": " + e.reason()
                            + ".");
        } else if (event instanceof HealingEvent.ActionStarted e) {
            add(e, e.action() + " was started on " + e.component() + ".");
        } else if (event instanceof HealingEvent.ActionReturned e) {
            add(
                    e,
                    e.action() + " returned after " + shown(e.took()) + (e.late() ? ", too late" : "")
                            + said(e.report()) + ".");
        } else if (event instanceof HealingEvent.LeaseBegan e) {
            add(e, e.action() + " put in force: " + e.lease() + ", for " + shown(e.term()) + " beyond its need.");
        } else if (event instanceof HealingEvent.LeaseEnded e) {
            add(
                    e,
                    (e.reverted() ? "Taken back: " : "Could not be taken back: ") + e.lease() + ", as " + e.reason()
                            + ".");
        } else if (event instanceof HealingEvent.OutcomeJudged e) {
            judged(e);
        } else if (event instanceof HealingEvent.UndoStarted e) {
            add(e, "The undoing of " + e.action() + " was started.");
        } else if (event instanceof HealingEvent.UndoEnded e) {
            add(e, e.action() + (e.undone() ? " was undone" : " could not be undone") + said(e.report()) + ".");
        } else if (event instanceof HealingEvent.IncidentClosed e) {
            add(
                    e,
                    "Closed after " + shown(e.lasted()) + ", "
                            + e.resolution().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + e.summary()
                            + ".");
        }
    }

    /** What is known of its beginning where that is no longer in the journal. */
    private void remembered(HealingEvent.IncidentKept kept) {
        List<String> details = kept.attempts().stream()
                .map(attempt -> attempt.action() + " was started at " + at(attempt.started())
                        + attempt.outcome()
                                .map(outcome -> " and judged " + outcome.verdict() + ": " + outcome.detail())
                                .orElse(""))
                .toList();
        int tries = kept.attempts().size();
        String told = "Open since " + at(kept.opened())
                + (tries == 0 ? "" : ", after " + tries + (tries == 1 ? " attempt" : " attempts"))
                + (kept.state() == Incident.State.ESCALATED ? ", and a person was told" : "");
        steps.add(new Step(
                kept.time(),
                told + ", on " + kept.symptom().component() + ": "
                        + kept.symptom().shown() + ".",
                details));
    }

    /** What concerned everything while it was open. */
    private void tellAround(HealingEvent event) {
        if (event instanceof HealingEvent.LoopStarted e) {
            add(e, "The service started again.");
        } else if (event instanceof HealingEvent.LoopStopped e) {
            add(e, "The service stopped.");
        } else if (event instanceof HealingEvent.LoopDelayed e) {
            add(e, "The loop was held up for " + shown(e.late()) + ".");
        } else if (event instanceof HealingEvent.ModeChanged e) {
            add(e, "The mode was switched to " + e.mode() + ": " + e.reason() + ".");
        } else if (event instanceof HealingEvent.StormBegan e) {
            add(e, "Healing stopped in a storm: " + e.reason() + ".");
        } else if (event instanceof HealingEvent.StormEnded e) {
            add(e, "The storm was over: " + e.reason() + ".");
        } else if (event instanceof HealingEvent.SilenceBegan e) {
            add(
                    e,
                    "A silence was called for " + shown(e.silence().lasts()) + ": "
                            + e.silence().reason() + ".");
        } else if (event instanceof HealingEvent.ExhaustionForeseen e) {
            if (symptom.filter(sign -> sign.id().equals(e.problem())).isPresent()) {
                add(e, "Foreseen by then: " + e.exhaustion().shown() + ".");
            }
        } else if (event instanceof HealingEvent.DeploymentNoted e) {
            add(e, e.version() + " of " + e.component() + " was deployed.");
        } else if (event instanceof HealingEvent.PolicyApplied e) {
            add(e, "The policy " + e.policy() + " came into force.");
        }
    }

    private void advised(HealingEvent.AdviceReceived received) {
        List<String> details = new ArrayList<>();
        if (received.advice() instanceof Advice.Opinion opinion) {
            opinion.causes().forEach(cause -> details.add("cause " + ranked(cause)));
            opinion.actions().forEach(action -> details.add("action " + ranked(action)));
            opinion.vetoes().forEach(action -> details.add("objects to " + action));
            opinion.citations().forEach(citation -> details.add("going by " + citation.shown()));
        }
        steps.add(new Step(
                received.time(),
                received.advice().by() + (details.isEmpty() ? " had no advice: \"" : " advised: \"")
                        + received.advice().reason() + "\".",
                details));
    }

    private static String ranked(Advice.Rank rank) {
        return rank.name() + ", " + Math.round(100 * rank.probability()) + " %";
    }

    private void decided(HealingEvent.DecisionMade made) {
        Decision decision = made.decision();
        List<String> details = new ArrayList<>();
        if (decision instanceof Decision.Heal heal) {
            details.add("on " + made.symptom().shown());
            if (heal.confidence() < 1) {
                details.add("confidence " + Math.round(100 * heal.confidence()) + " %");
            }
            for (Cause cause : heal.causes()) {
                details.add("cause " + cause.name() + ", " + Math.round(100 * cause.probability()) + " %: "
                        + String.join(", ", cause.evidence()));
            }
            for (Alternative other : heal.alternatives()) {
                details.add("not " + other.action() + ": " + other.reason());
            }
        }
        made.provenance().ifPresent(by -> details.add(by.shown()));
        steps.add(new Step(made.time(), told(decision), details));
    }

    private static String told(Decision decision) {
        if (decision instanceof Decision.Heal heal) {
            return "Decided to run " + heal.action() + ": " + heal.reason() + ".";
        }
        return decision instanceof Decision.Hold hold
                ? "Nothing was done (" + hold.name() + "): " + hold.reason() + "."
                : "A person was told: " + decision.reason() + ".";
    }

    private void judged(HealingEvent.OutcomeJudged judged) {
        Outcome outcome = judged.outcome();
        List<String> details = outcome.before().stream()
                .map(before -> numbers(before, outcome.after()))
                .toList();
        steps.add(new Step(
                judged.time(),
                judged.action() + " was judged " + outcome.verdict() + ": " + outcome.detail() + ".",
                details));
    }

    private static String numbers(Metric before, List<Metric> after) {
        return after.stream()
                .filter(other -> other.name().equals(before.name()))
                .findFirst()
                .map(now -> before.name() + " from " + before.shown() + " to " + now.shown())
                .orElse(before.name() + " was " + before.shown());
    }

    private void add(HealingEvent event, String told) {
        steps.add(new Step(event.time(), told, List.of()));
    }

    private static String said(String report) {
        return report.isEmpty() ? "" : ", saying: " + report;
    }

    private static String at(Instant time) {
        return TIME.format(time) + " (UTC)";
    }

    /** {@code 1 h 2 min 3 s}. */
    private static String shown(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        String text = (duration.toHours() > 0 ? duration.toHours() + " h " : "")
                + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + " min " : "")
                + (duration.toSecondsPart() > 0 ? duration.toSecondsPart() + " s" : "");
        return text.stripTrailing();
    }
}
