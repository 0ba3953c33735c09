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
 */
public record Tool(String action, String component, Risk risk, Duration timeout, boolean undoable) {}
