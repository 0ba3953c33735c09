package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Climbs the rule's ladder: waits where a guard says later, steps over where it says another action. */
final class LadderEngine implements DecisionEngine {
    @Override
    public Decision decide(Case about) {
        if (!about.laddered()) {
            return new Decision.Escalate(
                    "No remedy is registered for \"" + about.incident().problem() + "\": "
                            + about.incident().symptom().shown());
        }
        List<Alternative> passedOver = new ArrayList<>();
        for (Candidate candidate : about.candidates()) {
            if (candidate.refusal().isEmpty()) {
                return new Decision.Heal(candidate.action(), about.reason(), 1, List.of(), passedOver);
            }
            Refusal refusal = candidate.refusal().get();
            switch (refusal.until()) {
                case LATER -> {
                    return new Decision.Hold(refusal.guard(), refusal.reason());
                }
                case A_PERSON -> {
                    return new Decision.Escalate(refusal.reason() + tried(about.incident()));
                }
                case ANOTHER_ACTION ->
                    passedOver.add(new Alternative(
                            candidate.action(), "refused by " + refusal.guard() + ": " + refusal.reason()));
            }
        }
        return new Decision.Escalate("Nothing is left to try" + tried(about.incident()) + refused(passedOver));
    }

    private static String tried(Incident incident) {
        return incident.attempts().isEmpty()
                ? "; nothing was tried"
                : incident.attempts().stream()
                        .map(attempt -> attempt.action() + ": "
                                + attempt.outcome()
                                        .map(outcome -> outcome.verdict().name())
                                        .orElse("still running"))
                        .collect(Collectors.joining(", ", "; tried ", ""));
    }

    private static String refused(List<Alternative> passedOver) {
        return passedOver.stream()
                .map(other -> "; " + other.action() + " was " + other.reason())
                .collect(Collectors.joining());
    }
}
