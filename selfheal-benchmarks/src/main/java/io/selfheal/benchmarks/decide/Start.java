package io.selfheal.benchmarks.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All runs from the same start.
 *
 * @param runs by the action that was taken
 * @param nothing what came of doing nothing
 */
record Start(Map<String, Run> runs, Effect nothing) {
    /** Groups runs; a start from which doing nothing was not tried says nothing, and is left out. */
    static List<Start> of(List<Run> all) {
        Map<String, Map<String, Run>> groups = new LinkedHashMap<>();
        all.forEach(run -> groups.computeIfAbsent(run.start(), start -> new LinkedHashMap<>())
                .put(run.action(), run));
        List<Start> starts = new ArrayList<>();
        for (Map<String, Run> runs : groups.values()) {
            Run nothing = runs.get("");
            if (nothing != null) {
                starts.add(new Start(runs, nothing.effect()));
            }
        }
        return starts;
    }

    String condition() {
        return runs.values().iterator().next().condition();
    }

    boolean healthy() {
        return runs.values().iterator().next().healthy();
    }

    /** What is to be said of an action; empty if it was not tried from here. */
    Optional<Label> label(String action) {
        return Optional.ofNullable(runs.get(action)).map(run -> Label.of(run.effect(), nothing));
    }

    /** Whether an action relieves it for a while at least; no action does where it need not be relieved. */
    boolean relieves(String action) {
        return action.isEmpty()
                ? !calls()
                : Optional.ofNullable(runs.get(action))
                        .filter(run -> Label.ofRelief(run.effect(), nothing) == Label.ACCEPTABLE)
                        .isPresent();
    }

    /** The label of an action, or of none, which is acceptable where no other is; of what was not tried nothing is known for good or ill. */
    Label judge(String action) {
        return action.isEmpty()
                ? (calls() ? Label.NEUTRAL : Label.ACCEPTABLE)
                : label(action).orElse(Label.NEUTRAL);
    }

    /** Whether it recovers with an action; empty if that was not tried from here. */
    Optional<Boolean> recovers(String action) {
        return Optional.ofNullable(runs.get(action)).map(run -> run.effect().recovered());
    }

    /** Whether there is something that had better be done than nothing. */
    boolean calls() {
        return runs.keySet().stream()
                .anyMatch(action -> !action.isEmpty() && label(action).equals(Optional.of(Label.ACCEPTABLE)));
    }
}
