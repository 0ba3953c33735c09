package io.selfheal.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
final class Spelling {
    private Spelling() {}

    /** The nearest known name, if at most a third of the characters differ. */
    static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(name, other) <= Math.max(name.length(), other.length()) / 3)
                .min(Comparator.comparingInt((String other) -> distance(name, other))
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
