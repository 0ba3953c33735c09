package io.selfheal;

import java.time.Duration;

/**
 * The advice that a {@link Case} holds.
 *
 * @param advice what was said, or why nothing was
 * @param weight how much it counts, from 0 to 0.5: learned from what came of decisions that it was there for
 * @param age how long ago it came; not negative
 */
public record Counsel(Advice advice, double weight, Duration age) {}
