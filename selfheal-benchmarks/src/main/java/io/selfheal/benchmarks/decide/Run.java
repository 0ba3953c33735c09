package io.selfheal.benchmarks.decide;

import io.selfheal.Case;
import io.selfheal.Snapshot;

/**
 * One run of the recording: what an engine could go by, which action was taken, and what came of it.
 *
 * @param condition the fault, or what healthy shop it was
 * @param healthy whether nothing was wrong
 * @param load how many customers came each second
 * @param seed what varied
 * @param action the action that was taken; empty for none
 * @param about the case, with every registered action to choose from
 * @param laddered the case as it was where rules decide: the ladder's actions only, if there was a ladder
 * @param before the metrics before anything happened
 * @param effect what came of it
 */
record Run(
        String condition,
        boolean healthy,
        int load,
        long seed,
        String action,
        Case about,
        Case laddered,
        Snapshot before,
        Effect effect) {
    /** What all runs from the same start have in common. */
    String start() {
        return condition + " at " + load + " a second, seed " + seed;
    }
}
