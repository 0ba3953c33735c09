package io.selfheal.examples.gallery;

import java.time.Duration;

/** Something that goes wrong in a {@link Shop}: for real, and while it serves. */
public interface Fault {
    /** What it is called, in lower case with dashes. */
    String name();

    /**
     * Lets it happen; returns at once, what follows follows from the shop's own requests. Called on any thread.
     *
     * @param shop the shop, serving
     * @throws Exception if it cannot be made to happen
     */
    void inject(Shop shop) throws Exception;

    /**
     * Takes the bug back: nothing more goes wrong. What has gone wrong stays so, and two threads in a deadlock stay in it.
     *
     * @param shop the shop
     */
    void end(Shop shop);

    /** What is expected to help. */
    Cure cure();

    /** How long it takes to do its harm where nobody heals it. */
    default Duration exposure() {
        return Duration.ofSeconds(cure().strikes() ? 3 : 9);
    }

    /**
     * What is expected to help.
     *
     * @param action the id of the action that heals
     * @param within how long that may take from when the fault begins to hurt
     * @param strikes whether it hurts at once; otherwise it builds up, and is to be healed before it hurts at all
     */
    record Cure(String action, Duration within, boolean strikes) {
        /** Of a fault that hurts at once. */
        static Cure of(String action, Duration within) {
            return new Cure(action, within, true);
        }

        /** Of a fault that builds up, within 14 seconds here. */
        static Cure beforeItHurts(String action) {
            return new Cure(action, Duration.ofSeconds(14), false);
        }

        /** Whether it takes a new process. */
        boolean restarts() {
            return action.equals("graceful-restart");
        }
    }
}
