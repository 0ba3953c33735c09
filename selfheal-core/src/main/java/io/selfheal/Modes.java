package io.selfheal;

import java.util.Map;
import java.util.function.Supplier;

/** The mode of each action: of its own and the global one the more cautious. */
record Modes(Supplier<Mode> global, Map<String, Mode> own) {
    Mode of(String action) {
        Mode all = global.get();
        Mode its = own.getOrDefault(action, Mode.ENFORCE);
        return its.compareTo(all) < 0 ? its : all;
    }

    /** Whose mode that is, to speak of it. */
    String whose(String action) {
        return global.get().compareTo(of(action)) <= 0 ? "the mode" : "its mode";
    }
}
