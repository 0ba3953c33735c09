package io.selfheal;

import java.util.Optional;
import java.util.function.Supplier;

/** Refuses while too much is sick at once: then there is a common cause, and a person decides. */
final class Storm implements Guard {
    private final Supplier<Memory> memory;

    Storm(Supplier<Memory> memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        return memory.get()
                .weather()
                .storm()
                .map(reason -> Refusal.later(name(), "healing has stopped in a storm: " + reason));
    }
}
