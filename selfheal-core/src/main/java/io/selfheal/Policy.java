package io.selfheal;

import java.nio.file.Path;

/**
 * A part of the healer's description that lives outside the code, such as a file. It is applied once when the healer is
 * built, and anew whenever it has changed: between two turns, with open incidents, cooldowns and budgets kept. Never used
 * by two threads at a time, and never on a thread of the host once the healer was built.
 */
public interface Policy {
    /** What it is called in events and errors: the file's name. */
    String name();

    /**
     * Whether it is another one than when it was last applied, or tried to be. Asked every few seconds; may block for a
     * short while; cheap.
     */
    boolean changed();

    /**
     * Describes the healer, as the host's code does.
     *
     * @param builder the builder; a fresh one each time, with all that the host's code has told it
     * @throws InvalidPolicyException with every problem, its culprit and its fix; nothing of it is used then
     */
    void applyTo(SelfHealing.Builder builder);

    /**
     * Says where in the policy a problem lies that only the builder could find, such as a rule that runs an unknown action.
     *
     * @param problem the problem, as {@link InvalidPolicyException#problems()} has it
     * @return the same with its place before it; the problem itself, as by default, if it is none of this policy's
     */
    default String placed(String problem) {
        return problem;
    }

    /** Reads policies from files; found by {@link java.util.ServiceLoader}. */
    interface Format {
        /**
         * Whether it reads such files, told by the name.
         *
         * @param file the file
         * @return whether it does
         */
        boolean reads(Path file);

        /**
         * A policy in a file.
         *
         * @param file the file; read when the policy is applied
         * @return the policy
         */
        Policy at(Path file);
    }
}
