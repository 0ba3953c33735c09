package io.selfheal.config;

import java.util.Comparator;

/**
 * Something wrong in a policy file.
 *
 * @param file the file's name
 * @param line the line, from 1; 1 if it is about the file as a whole
 * @param column the column, from 1
 * @param message what was found, what was expected, and the nearest known name for one that may be mistyped; plain text on
 *     one line, without the value of anything that looks secret
 */
public record PolicyProblem(String file, int line, int column, String message) implements Comparable<PolicyProblem> {
    private static final Comparator<PolicyProblem> ORDER = Comparator.comparing(PolicyProblem::file)
            .thenComparingInt(PolicyProblem::line)
            .thenComparingInt(PolicyProblem::column)
            .thenComparing(PolicyProblem::message);

    /** Makes the texts harmless. */
    public PolicyProblem {
        file = Clean.name(file);
        message = Clean.sentence(message);
    }

    /** By file, line, column. */
    @Override
    public int compareTo(PolicyProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code selfheal.yaml:7:12: found …, expected …}, as compilers write it and editors understand it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
