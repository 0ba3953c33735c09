package io.selfheal.diagnose;

/**
 * A component that may be the cause.
 *
 * @param component the component
 * @param metric its metric that changed most; empty if none is known
 * @param score how much speaks for it, 0 or more; of use only against others of the same ranking
 * @param reason why, with the numbers
 */
public record Suspect(String component, String metric, double score, String reason) {}
