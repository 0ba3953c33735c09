package io.selfheal;

import java.util.List;
import java.util.function.Consumer;

/** A policy that a test writes anew, or breaks. */
final class Rewritten implements Policy {
    private final String name;
    private volatile Consumer<SelfHealing.Builder> text = builder -> {};
    private volatile boolean changed;
    private volatile int applied;

    Rewritten(String name) {
        this.name = name;
    }

    void says(Consumer<SelfHealing.Builder> next) {
        text = next;
        changed = true;
    }

    /** As if somebody had written the same again. */
    void touch() {
        says(text);
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
        applied++;
        text.accept(builder);
    }

    /** How often, the first time included. */
    int applied() {
        return applied;
    }
}
