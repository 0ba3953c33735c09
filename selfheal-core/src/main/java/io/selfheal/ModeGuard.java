package io.selfheal;

import java.util.Optional;
import java.util.function.Supplier;

/** Refuses in the mode OBSERVE, and in the mode APPROVE what nobody approved when asked. */
final class ModeGuard implements Guard {
    private final Modes modes;
    private final Supplier<Memory> memory;

    ModeGuard(Modes modes, Supplier<Memory> memory) {
        this.modes = modes;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "Mode";
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        return switch (modes.of(intent.action())) {
            case OBSERVE ->
                Optional.of(Refusal.later(
                        name(),
                        "would have run " + intent.action() + ", but " + modes.whose(intent.action()) + " is OBSERVE"));
            case APPROVE -> memory.get().proposals().refusal(intent.incident().id(), intent.action(), name());
            case ENFORCE -> Optional.empty();
        };
    }
}
