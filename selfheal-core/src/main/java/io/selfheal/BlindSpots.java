package io.selfheal;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Says, once, what the engine will not be able to tell by what the probes report: better known before it matters. */
final class BlindSpots {
    private static final int AFTER_TURNS = 60;
    private static final long AFTER = TimeUnit.SECONDS.toNanos(59);

    private final Recorder recorder;
    private final Hooks hooks;
    private List<String> told = List.of();
    private int turns;
    private long began;
    private boolean over;

    BlindSpots(Recorder recorder, Hooks hooks) {
        this.recorder = recorder;
        this.hooks = hooks;
    }

    /** From now on another engine decides. */
    void adopt() {
        turns = 0;
        over = false;
    }

    void look(Snapshot snapshot, DecisionEngine engine) {
        began = turns == 0 ? snapshot.nanos() : began;
        turns = Math.min(AFTER_TURNS, turns + 1);
        if (over || turns < AFTER_TURNS || snapshot.nanos() - began < AFTER) {
            return;
        }
        over = true;
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
