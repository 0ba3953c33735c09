package io.selfheal;

import java.time.Duration;

/**
 * A while in which nothing is done about a component, or about any: trouble is seen and told as always.
 *
 * @param component whose healing rests; empty for every component; escaped and capped
 * @param lasts how long, from when the loop takes it in
 * @param reason why, for the record; escaped and capped
 */
public record Silence(String component, Duration lasts, String reason) {
    private static final Duration MOST = Duration.ofDays(30);

    /** Escapes and caps the texts; throws {@link IllegalArgumentException} if it lasts no time, or more than 30 days. */
    public Silence {
        component = Text.name(component);
        reason = Text.detail(reason);
        if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a silence of " + lasts
                    + ": it must be above zero, and 30 days at most; use Mode.OBSERVE for ever");
        }
    }

    /**
     * A silence over every component.
     *
     * @param lasts how long
     * @param reason why, for the record
     * @return the silence
     */
    public static Silence of(Duration lasts, String reason) {
        return new Silence("", lasts, reason);
    }

    /**
     * The same silence over one component only.
     *
     * @param component whose healing rests
     * @return the silence
     */
    public Silence on(String component) {
        return new Silence(component, lasts, reason);
    }
}
