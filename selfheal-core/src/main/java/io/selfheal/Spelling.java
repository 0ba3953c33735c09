package io.selfheal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the known name that a mistyped one was probably meant to be, for messages. From any thread. */
public final class Spelling {
    private Spelling() {}

    /**
     * The nearest known name.
     *
     * @param name the one that is not known
     * @param known those that are
     * @return the one with the least Levenshtein distance, if at most a third of the characters differ; else empty
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return nearest(name, known, UnaryOperator.identity());
    }

    /**
     * The nearest known name, by some of their characters only.
     *
     * @param name the one that is not known
     * @param known those that are
     * @param heard makes of a name what counts of it, such as its letters in lower case
     * @return as {@link #nearest(String, Collection)}, as it is known
     */
    public static Optional<String> nearest(String name, Collection<String> known, UnaryOperator<String> heard) {
        String said = heard.apply(name);
        return known.stream()
                .filter(other -> distance(said, heard.apply(other)) <= Math.max(said.length(), other.length()) / 3)
                .min(Comparator.comparingInt((String other) -> distance(said, heard.apply(other)))
                        .thenComparing(other -> other));
    }

    /** Levenshtein's distance, with two rows. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
