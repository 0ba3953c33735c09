package io.selfheal;

import java.time.Duration;

/**
 * What is known of an action without the action itself, for the record.
 *
 * @param action its id
 * @param component the component that it always works on; empty for that of the incident
 * @param risk how much harm it may do
 * @param timeout how long it may take
 * @param undoable whether its effect can be taken back
 * @param reversible whether nothing of its effect stays, be it undone or a lease
 */
public record Tool(String action, String component, Risk risk, Duration timeout, boolean undoable, boolean reversible) {
    /**
     * An action that leaves something behind unless it is undone.
     *
     * @param action its id
     * @param component the component that it always works on; empty for that of the incident
     * @param risk how much harm it may do
     * @param timeout how long it may take
     * @param undoable whether its effect can be taken back, so that it is reversible too
     */
    public Tool(String action, String component, Risk risk, Duration timeout, boolean undoable) {
        this(action, component, risk, timeout, undoable, undoable);
    }
}
