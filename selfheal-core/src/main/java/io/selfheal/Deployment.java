package io.selfheal;

import java.time.Instant;

/**
 * What runs of a component, as somebody said it: since then it may behave as it never did before.
 *
 * @param component what was deployed; escaped and capped
 * @param version what runs now, such as {@code v42} or a commit; escaped and capped
 * @param time when the loop was told, on the wall clock
 */
public record Deployment(String component, String version, Instant time) {
    /** Escapes and caps the texts. */
    public Deployment {
        component = Text.name(component);
        version = Text.name(version);
    }
}
