package io.selfheal;

import java.util.Objects;

/**
 * How well something does, as a word.
 *
 * @param name the name of what was observed; escaped and capped at 200 characters
 * @param status how well it does; {@link Status#UNKNOWN} neither raises nor clears a symptom
 * @param detail why, in the words of what was observed; empty for nothing; escaped and capped at 1,000 characters
 */
public record Health(String name, Status status, String detail) implements Metric {
    /** Escapes and caps the text; throws {@link NullPointerException} for any null. */
    public Health {
        name = Text.name(name);
        Objects.requireNonNull(status, "status");
        detail = Text.detail(detail);
    }

    /**
     * Something that works.
     *
     * @param name the name of what was observed
     * @return its health, {@link Status#UP}
     */
    public static Health up(String name) {
        return new Health(name, Status.UP, "");
    }

    /**
     * Something that does not work.
     *
     * @param name the name of what was observed
     * @param detail why
     * @return its health, {@link Status#DOWN}
     */
    public static Health down(String name, String detail) {
        return new Health(name, Status.DOWN, detail);
    }

    @Override
    public String shown() {
        return status.name();
    }
}
