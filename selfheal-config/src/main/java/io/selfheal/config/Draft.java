package io.selfheal.config;

import io.selfheal.SelfHealing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a file says, as calls of the builder that are still to be made, with the place of everything that the builder may
 * complain about.
 */
final class Draft {
    private final List<Consumer<SelfHealing.Builder>> calls = new ArrayList<>();
    private final Map<String, Place> landmarks = new LinkedHashMap<>();

    void call(Consumer<SelfHealing.Builder> call) {
        calls.add(call);
    }

    /** Remembers where something stands that a problem of the builder's would begin with. */
    void landmark(String beginning, Place place) {
        landmarks.putIfAbsent(beginning, place);
    }

    void applyTo(SelfHealing.Builder builder) {
        calls.forEach(call -> call.accept(builder));
    }

    /** Where the culprit of a problem stands; empty if the problem is not about this file. */
    Optional<Place> place(String problem) {
        return landmarks.entrySet().stream()
                .filter(landmark -> problem.startsWith(landmark.getKey()))
                .max(Comparator.comparingInt(landmark -> landmark.getKey().length()))
                .map(Map.Entry::getValue);
    }
}
