package io.selfheal;

import java.time.Duration;

/**
 * Something that an action put in force and that reverts by itself: a throttle, a disabled feature, an opened breaker.
 *
 * @param incident the id of the incident it is for
 * @param component the component it works on
 * @param action the id of the action that put it in force
 * @param name what is in force, in the action's words; escaped and capped
 * @param term how long it outlives its last renewal
 */
public record Lease(String incident, String component, String action, String name, Duration term) {
    /** Escapes and caps the text. */
    public Lease {
        name = Text.name(name);
    }
}
