package io.selfheal;

import java.util.List;

/** Says, once, what the engine will not be able to tell by what the probes report: better known before it matters. */
final class BlindSpots {
    private final Recorder recorder;
    private final Hooks hooks;
    private List<String> told = List.of();
    private AfterAMinute due = new AfterAMinute();

    BlindSpots(Recorder recorder, Hooks hooks) {
        this.recorder = recorder;
        this.hooks = hooks;
    }

    /** From now on another engine decides. */
    void adopt() {
        due = new AfterAMinute();
    }

    void look(Snapshot snapshot, DecisionEngine engine) {
        if (!due.isNow(snapshot.nanos())) {
            return;
        }
        try {
            List<String> spots = engine.blindSpots(snapshot);
            if (!spots.isEmpty() && !spots.equals(told)) {
                recorder.record((sequence, time) -> new HealingEvent.BlindSpotsFound(sequence, time, spots));
            }
            told = List.copyOf(spots);
        } catch (Throwable thrown) { // it decides all the same
            hooks.failed("engine's blind spots", thrown);
        }
    }
}
