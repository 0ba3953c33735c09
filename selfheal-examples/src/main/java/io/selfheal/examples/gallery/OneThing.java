package io.selfheal.examples.gallery;

import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.DecisionEngine;
import io.selfheal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine that takes one action about the first incident after it was armed, or none, whatever the incident is, and shows
 * the case as it was then. All other incidents it leaves alone.
 */
final class OneThing implements DecisionEngine {
    /** How long an incident that no ladder answers for gives way to one that has one. */
    private static final long WAIT_NANOS = 1_000_000_000;

    private final String action;
    private final Consumer<Case> shown;
    private final Map<String, Long> seen = new HashMap<>();
    private volatile boolean armed;
    private @Nullable String chosen;

    /**
     * What it will do.
     *
     * @param action the action's id; empty for none
     * @param shown gets the case that it decides on, once, on the loop's thread
     */
    OneThing(String action, Consumer<Case> shown) {
        this.action = action;
        this.shown = shown;
    }

    /** From now on it acts, on what opens from now on. */
    void arm() {
        armed = true;
    }

    @Override
    public Decision decide(Case about) {
        String incident = about.incident().id();
        long now = about.snapshot().nanos();
        if (!armed) {
            seen.put(incident, Long.MIN_VALUE);
            return leave("NotYet", "nothing has happened yet");
        }
        long since = seen.computeIfAbsent(incident, id -> now);
        if (since == Long.MIN_VALUE || (chosen != null && !chosen.equals(incident))) {
            return leave("Another", "it is not the first one since it happened");
        }
        if (chosen == null && (givesWay(about, now - since) || refused(about))) {
            return leave("Waiting", "another one may come that a ladder answers for, or all actions have to wait");
        }
        if (chosen == null) {
            chosen = incident;
            shown.accept(about);
        }
        return action.isEmpty() || !about.incident().attempts().isEmpty()
                ? leave("Nothing", "there is no more to be tried this time")
                : Decision.Heal.of(action, "it is what is tried this time");
    }

    private static boolean givesWay(Case about, long waited) {
        return !about.laddered() && !about.incident().problem().equals(LaboratoryProcess.ALARM) && waited < WAIT_NANOS;
    }

    /** As in the first second of a process. */
    private static boolean refused(Case about) {
        return !about.candidates().isEmpty()
                && about.candidates().stream()
                        .allMatch(candidate ->
                                candidate.refusal().map(Refusal::until).stream().anyMatch(Refusal.Until.LATER::equals));
    }

    private static Decision leave(String name, String reason) {
        return new Decision.Hold(name, reason);
    }
}
