package io.selfheal.config;

import io.selfheal.Spelling;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
final class Likeness {
    /** No known name is longer by so much that it could be the nearest. */
    private static final int LONGEST = 100;

    private Likeness() {}

    /** {@code ; did you mean "x"?}, or nothing. */
    static String hint(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }

    /** The nearest known name, if at most a third of its letters differ; capitals and the marks between words do not count. */
    static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return Spelling.nearest(name, known, Likeness::plain);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
