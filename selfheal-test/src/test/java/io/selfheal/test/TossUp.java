package io.selfheal.test;

import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.DecisionEngine;
import io.selfheal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine for a random day: of the two actions of a component it finds the gentle one a little better. */
final class TossUp implements DecisionEngine {
    @Override
    public Decision decide(Case about) {
        List<Candidate> own = about.candidates().stream()
                .filter(candidate -> SimulatedDay.componentOf(candidate.action())
                        == SimulatedDay.componentOf(about.incident().component()))
                .filter(candidate -> candidate
                        .refusal()
                        .filter(no -> no.until() == Refusal.Until.ANOTHER_ACTION)
                        .isEmpty())
                .toList();
        Optional<Candidate> allowed = own.stream().filter(Candidate::allowed).findFirst();
        if (allowed.isPresent()) {
            String action = allowed.get().action();
            return new Decision.Heal(action, action + " may help", chance(action), List.of(), List.of());
        }
        if (own.isEmpty()) {
            return new Decision.Escalate("nothing is left to try");
        }
        Refusal refusal = own.get(0).refusal().orElseThrow();
        return refusal.until() == Refusal.Until.A_PERSON
                ? new Decision.Escalate(refusal.reason())
                : new Decision.Hold(refusal.guard(), refusal.reason());
    }

    @Override
    public Map<String, Double> chances(Case about) {
        Map<String, Double> chances = new LinkedHashMap<>();
        about.candidates().forEach(candidate -> chances.put(candidate.action(), chance(candidate.action())));
        return chances;
    }

    private static double chance(String action) {
        return action.startsWith("gentle") ? 0.5 : 0.48;
    }
}
