package io.selfheal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells when a storm begins and when it is over: it takes half as much to end it as to begin it. */
final class StormWatch {
    /** With fewer components a share says nothing. */
    private static final int COMPONENTS = 4;

    private final Limits limits;
    private final Set<String> components;
    private final Blame blame;
    private final Recorder recorder;

    StormWatch(Limits limits, Set<String> components, Blame blame, Recorder recorder) {
        this.limits = limits;
        this.components = components;
        this.blame = blame;
        this.recorder = recorder;
    }

    void look(List<Symptom> symptoms, long now) {
        Memory memory = recorder.memory();
        int opened = memory.weather().openedWithin(limits.stormWindow, now);
        boolean shared = components.size() >= COMPONENTS && limits.stormShare < 1;
        int sick = shared ? sick(memory.incidents()) : 0;
        double share = (double) sick / Math.max(COMPONENTS, components.size());
        if (memory.weather().storm().isEmpty()) {
            if (opened > limits.storm || share > limits.stormShare) {
                String reason = opened > limits.storm
                        ? opened + " incidents opened within " + Words.duration(limits.stormWindow) + ", and "
                                + limits.storm + " is the most that can be unrelated"
                        : sick + " of " + components.size() + " components are sick at once";
                String suspect = blame.likeliest(symptoms)
                        .map(component -> "; the likeliest cause of it is " + component)
                        .orElse("");
                recorder.record((sequence, time) -> new HealingEvent.StormBegan(sequence, time, reason + suspect));
            }
        } else if (2 * opened <= limits.storm && 2 * share <= limits.stormShare) {
            String reason = opened + " incidents opened within the last " + Words.duration(limits.stormWindow)
                    + (shared ? ", " + sick + " of " + components.size() + " components are sick" : "");
            recorder.record((sequence, time) -> new HealingEvent.StormEnded(sequence, time, reason));
        }
    }

    private static int sick(IncidentBook incidents) {
        Set<String> sick = new HashSet<>();
        incidents.open().forEach(incident -> sick.add(incident.component()));
        return sick.size();
    }
}
