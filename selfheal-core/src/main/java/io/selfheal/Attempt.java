package io.selfheal;

import java.time.Instant;
import java.util.Optional;

/**
 * One try of one action within an incident.
 *
 * @param action the action's id
 * @param started when it was started
 * @param outcome what came of it; empty while it runs or its effect settles
 */
public record Attempt(String action, Instant started, Optional<Outcome> outcome) {}
