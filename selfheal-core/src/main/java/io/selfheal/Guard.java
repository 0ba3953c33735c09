package io.selfheal;

import java.util.Optional;

/**
 * Can veto an action. Pure: it judges by what it is given and calls nothing outside. Called on the loop's thread, at
 * least twice for each action that runs: when candidates are listed, and right before the start on the newest snapshot; and
 * again at each turn as long as no thread is free to run it. A guard that throws, refuses.
 */
@FunctionalInterface
public interface Guard {
    /**
     * Judges what is about to be done.
     *
     * @param intent what is about to be done
     * @return why not; empty to let it pass
     */
    Optional<Refusal> check(Intent intent);

    /** The name in events. */
    default String name() {
        return getClass().getSimpleName();
    }
}
