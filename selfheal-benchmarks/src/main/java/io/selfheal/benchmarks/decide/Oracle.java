package io.selfheal.benchmarks.decide;

import io.selfheal.Decision;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Is told the fault, and what came of everything: for each condition it takes the one action, or none, that was acceptable from
 * the most of its starts. No engine that goes by the fault does better; what it lacks to the whole is labels that differ from one
 * start to the next.
 *
 * @param best for each condition the action; empty for none
 */
record Oracle(Map<String, String> best) implements Contender {
    static Oracle of(List<Start> starts) {
        Map<String, String> best = new LinkedHashMap<>();
        for (Start start : starts) {
            best.computeIfAbsent(
                    start.condition(),
                    condition -> best(starts.stream()
                            .filter(other -> other.condition().equals(condition))
                            .toList()));
        }
        return new Oracle(best);
    }

    private static String best(List<Start> starts) {
        Set<String> actions = new LinkedHashSet<>(List.of(""));
        starts.forEach(start -> actions.addAll(start.runs().keySet()));
        return actions.stream()
                .max(Comparator.<String>comparingLong(action -> count(starts, action, Label.ACCEPTABLE))
                        .thenComparing(action -> -count(starts, action, Label.FORBIDDEN)))
                .orElse("");
    }

    private static long count(List<Start> starts, String action, Label label) {
        return starts.stream().filter(start -> start.judge(action) == label).count();
    }

    @Override
    public String name() {
        return "is told the fault";
    }

    @Override
    public Decision decide(Run run) {
        String action = best.getOrDefault(run.condition(), "");
        return action.isEmpty()
                ? new Decision.Hold("Nothing", "nothing was better than that")
                : Decision.Heal.of(action, "it was the best from the most starts");
    }
}
