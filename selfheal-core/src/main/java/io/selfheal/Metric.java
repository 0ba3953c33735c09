package io.selfheal;

/**
 * One observation of a component: a {@link Gauge} or a {@link Health}. Immutable; the text in it is made harmless when it
 * is created (control characters escaped, length capped), so it can be logged and shown as it is.
 */
public sealed interface Metric permits Gauge, Health {
    /** The dotted name, unit last, at most 200 characters: {@code memory.used.ratio}. Unique within one service. */
    String name();

    /** What else a reader may want to know, at most 1,000 characters; empty if there is nothing. */
    String detail();

    /** The observation as a person reads it: {@code 91 %}, {@code DOWN}. */
    String shown();
}
