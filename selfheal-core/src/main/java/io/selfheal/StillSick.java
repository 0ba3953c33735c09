package io.selfheal;

import java.util.Optional;

/** Refuses when the symptom is gone, or when its numbers are too old to act on. */
final class StillSick implements Guard {
    @Override
    public Optional<Refusal> check(Intent intent) {
        String key = intent.incident().symptom().key();
        Optional<Symptom> now = intent.symptoms().stream()
                .filter(symptom -> symptom.key().equals(key))
                .findFirst();
        if (now.isEmpty()) {
            return Optional.of(
                    Refusal.later(name(), "the symptom \"" + intent.incident().problem() + "\" is gone"));
        }
        if (!now.get().fresh()) {
            return Optional.of(Refusal.later(
                    name(), "no fresh number to act on: " + now.get().shown() + " was the last"));
        }
        return Optional.empty();
    }
}
