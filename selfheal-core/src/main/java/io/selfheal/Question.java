package io.selfheal;

import java.time.Duration;
import java.util.List;

/**
 * What an adviser is asked.
 *
 * @param about the case; its candidates with a refusal are not to be chosen
 * @param causes the causes that may be ranked, and no others; empty if the engine knows none
 * @param actions the actions that the guards allow now, and no others
 * @param within how long the loop still waits for the answer
 * @param runs what was run before, on any component, oldest first, with what came of it
 * @param spent what advice has cost lately
 */
public record Question(
        Case about, List<String> causes, List<String> actions, Duration within, List<Run> runs, Spent spent) {
    /** Copies the lists. */
    public Question {
        causes = List.copyOf(causes);
        actions = List.copyOf(actions);
        runs = List.copyOf(runs);
    }
}
