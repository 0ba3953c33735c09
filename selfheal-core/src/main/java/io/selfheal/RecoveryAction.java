package io.selfheal;

import java.time.Duration;

/**
 * A remedy: one method that mends, and what a guard must know beforehand. {@link #recover} runs on an action thread of
 * selfheal's own, one action at a time for each component; it may block, up to {@link #timeout()}. Everything else here
 * is asked once, when the loop is built.
 */
public interface RecoveryAction {
    /** The id by which rules and decisions name it, unique within a service: {@code clear-cache}. */
    String id();

    /** How much harm it may do. */
    Risk risk();

    /**
     * The component that it works on: nothing else runs there meanwhile, and its effect on what depends on it is watched.
     * Empty, as by default, for the component of the incident that it is to mend.
     */
    default String component() {
        return "";
    }

    /**
     * Mends. That it returns proves nothing: whether it helped is judged afterwards by the metrics.
     *
     * @param recovery what it is for, how much time is left, and where to say what was done
     * @throws Exception if it could not do its work; recorded as {@link Verdict#FAILED}
     */
    void recover(Recovery recovery) throws Exception;

    /** How long it may take before it is interrupted and counts as {@link Verdict#TIMED_OUT}; 30 seconds by default. */
    default Duration timeout() {
        return Duration.ofSeconds(30);
    }

    /** Whether {@link #undo} takes its effect back; false by default. */
    default boolean undoable() {
        return false;
    }

    /**
     * Whether nothing of its effect stays: it can be undone, or all that it puts in force is leased and ends by itself.
     * By default what {@link #undoable()} says. Only what is reversible may be tried to learn whether it helps.
     */
    default boolean reversible() {
        return undoable();
    }

    /**
     * Takes the effect back after an attempt that did not help, that failed, or that made things worse. Called as
     * {@link #recover} is, with the same limit of time, and only if {@link #undoable()}.
     *
     * @param recovery the same as the attempt had
     * @throws Exception if the effect could not be taken back; recorded
     */
    default void undo(Recovery recovery) throws Exception {}

    /**
     * Loads and opens what {@link #recover} will need, without any effect, so that it works when memory, descriptors or
     * threads are exhausted. Called once on an action thread, when the loop starts or a policy brings the action in, with the
     * same limit of time as {@link #recover}; does nothing by default.
     *
     * @throws Exception if something needed is missing; recorded, and the action stays registered
     */
    default void rehearse() throws Exception {}

    /**
     * The same action on another component.
     *
     * @param component the component that it works on; empty for that of the incident
     * @return an action that mends as this one does
     */
    default RecoveryAction on(String component) {
        return new ActionOn(component, this);
    }

    /**
     * An action from a method.
     *
     * @param id the id by which rules and decisions name it
     * @param risk how much harm it may do
     * @param body what to run
     * @return the action, with the default limit of time and without an undo
     */
    static RecoveryAction of(String id, Risk risk, Body body) {
        return new NamedAction(id, risk, body);
    }

    /** What an action from a method runs; called on an action thread. */
    @FunctionalInterface
    interface Body {
        /**
         * Mends.
         *
         * @throws Exception if it could not do its work
         */
        void run() throws Exception;
    }
}
