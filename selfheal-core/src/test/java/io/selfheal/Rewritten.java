package io.selfheal;

import java.util.List;
import java.util.function.Consumer;

/** A policy that a test writes anew, or breaks. */
final class Rewritten implements Policy {
    private final String name;
    private Consumer<SelfHealing.Builder> text = builder -> {};
    private boolean changed;

    Rewritten(String name) {
        this.name = name;
    }

    void says(Consumer<SelfHealing.Builder> next) {
        text = next;
        changed = true;
    }

    void breaks(String problem) {
        says(builder -> {
            throw new InvalidPolicyException(List.of(problem));
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean changed() {
        boolean now = changed;
        changed = false;
        return now;
    }

    @Override
    public void applyTo(SelfHealing.Builder builder) {
        text.accept(builder);
    }
}
