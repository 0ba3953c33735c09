package io.selfheal;

/** How well a component does, from best to worst; {@link #UNKNOWN} stands beside the scale: nobody could tell. */
public enum Status {
    /** Works as it should. */
    UP,
    /** Works, but worse than it should. */
    DEGRADED,
    /** Does not work. */
    DOWN,
    /** Could not be observed; never taken for healthy and never for sick. */
    UNKNOWN
}
