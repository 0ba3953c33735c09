package io.selfheal;

import java.util.Optional;
import java.util.Set;

/** Refuses an action that is not registered. */
final class KnownTarget implements Guard {
    private final Set<String> actions;

    KnownTarget(Set<String> actions) {
        this.actions = Set.copyOf(actions);
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        return actions.contains(intent.action())
                ? Optional.empty()
                : Optional.of(Refusal.anotherAction(name(), "no action \"" + intent.action() + "\" is registered"));
    }
}
