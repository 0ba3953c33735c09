package io.selfheal;

import java.util.List;

/**
 * An action that is about to be taken, as guards see it.
 *
 * @param action the action's id; it may name nothing that is registered
 * @param target the component that it works on: the action's own, or else the incident's
 * @param incident the incident it is for
 * @param snapshot the latest metrics
 * @param symptoms every symptom that holds now
 * @param runs what was run before, on any component, oldest first: at least everything of the last 24 hours that is not
 *     beyond the 4,096 latest, and everything still running; of what the journal had forgotten at a restart, the 500 latest
 * @param nanos now, on the loop's {@link Ticker}
 */
public record Intent(
        String action,
        String target,
        Incident incident,
        Snapshot snapshot,
        List<Symptom> symptoms,
        List<Run> runs,
        long nanos) {}
