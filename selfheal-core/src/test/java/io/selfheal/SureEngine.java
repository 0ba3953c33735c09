package io.selfheal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine with fixed chances: takes the most promising allowed action if it is promising enough, and says why. */
record SureEngine(Map<String, Double> fixed, double least) implements DecisionEngine {
    static SureEngine of(Map<String, Double> chances) {
        return new SureEngine(chances, 0.25);
    }

    @Override
    public Decision decide(Case about) {
        Optional<Candidate> best = about.candidates().stream()
                .filter(Candidate::allowed)
                .filter(candidate -> chance(candidate) >= least)
                .max(Comparator.comparingDouble(this::chance));
        if (best.isPresent()) {
            String action = best.get().action();
            List<Cause> causes = List.of(
                    new Cause("leak", 0.6, List.of("it grows")), new Cause("bloat", 0.3, List.of("it is large")));
            return new Decision.Heal(action, "chosen: " + action, chance(best.get()), causes, List.of());
        }
        return about.candidates().stream().anyMatch(Candidate::allowed)
                ? new Decision.Escalate("nothing is promising")
                : new Decision.Hold("NothingAllowed", "no action is allowed");
    }

    @Override
    public Map<String, Double> chances(Case about) {
        Map<String, Double> chances = new HashMap<>();
        about.candidates().forEach(candidate -> chances.put(candidate.action(), chance(candidate)));
        return chances;
    }

    @Override
    public List<String> causes() {
        return List.of("leak", "bloat");
    }

    private double chance(Candidate candidate) {
        return fixed.getOrDefault(candidate.action(), 0.01);
    }
}
