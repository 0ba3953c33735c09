package io.selfheal;

import java.util.List;

/**
 * A hypothesis about what is behind a case.
 *
 * @param name the name of the cause
 * @param probability how likely it is, from 0 to 1
 * @param evidence what speaks for it and against it, in words, the strongest first
 */
public record Cause(String name, double probability, List<String> evidence) {
    /** Escapes and caps the texts and copies the list. */
    public Cause {
        name = Text.name(name);
        evidence = evidence.stream().map(Text::detail).toList();
    }
}
