package io.selfheal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Refuses while the mode, global or of the action, is OBSERVE. */
final class ModeGuard implements Guard {
    private final Supplier<Mode> global;
    private final Map<String, Mode> modes;

    ModeGuard(Supplier<Mode> global, Map<String, Mode> modes) {
        this.global = global;
        this.modes = Map.copyOf(modes);
    }

    @Override
    public String name() {
        return "Mode";
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        boolean all = global.get() == Mode.OBSERVE;
        if (!all && modes.getOrDefault(intent.action(), Mode.ENFORCE) != Mode.OBSERVE) {
            return Optional.empty();
        }
        return Optional.of(Refusal.later(
                name(), "would have run " + intent.action() + ", but " + (all ? "the" : "its") + " mode is OBSERVE"));
    }
}
