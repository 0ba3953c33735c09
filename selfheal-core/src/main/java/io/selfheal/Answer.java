package io.selfheal;

/**
 * What the loop says to a call such as {@link SelfHealing#approve}.
 *
 * @param accepted whether it is done as asked
 * @param reason why not; what follows, if accepted
 */
public record Answer(boolean accepted, String reason) {}
