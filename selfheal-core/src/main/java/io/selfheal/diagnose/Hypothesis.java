package io.selfheal.diagnose;

import java.util.List;
import java.util.stream.Collectors;

/** One or two causes at work together, or none of those that are known. Made by {@link Hypotheses}; immutable. */
final class Hypothesis {
    static final String UNKNOWN_NAME = "an unknown cause";

    private final List<KnownCause> causes;
    private final int[] places;
    private final double prior;
    private final double[] absences;

    /**
     * What is asked for in each decision is computed once.
     *
     * @param causes the causes; empty for an unknown one
     * @param places where they stand in what is known
     * @param prior the odds of them being at work; those of all others not being so are common to every hypothesis
     * @param absences for each sign that is known the chance that none of them produces it
     */
    Hypothesis(List<KnownCause> causes, int[] places, double prior, double[] absences) {
        this.causes = causes;
        this.places = places;
        this.prior = prior;
        this.absences = absences;
    }

    List<KnownCause> causes() {
        return causes;
    }

    /** How many causes it has: two at most, none if it is the unknown one. */
    int size() {
        return places.length;
    }

    /** Where a cause of it stands in what is known. */
    int place(int cause) {
        return places[cause];
    }

    boolean isUnknown() {
        return places.length == 0;
    }

    double prior() {
        return prior;
    }

    /**
     * Leaky noisy-OR (Henrion 1989): P(S|H) = 1 − (1−λ)·∏(1−q).
     *
     * @param sign where the sign stands in what is known
     * @param leak λ, the sign's own or another one
     */
    double produces(int sign, double leak) {
        return 1 - (1 - leak) * absences[sign];
    }

    boolean liesOutside() {
        for (int i = 0; i < causes.size(); i++) {
            if (causes.get(i).outside()) {
                return true;
            }
        }
        return false;
    }

    String words() {
        return isUnknown()
                ? UNKNOWN_NAME
                : causes.stream().map(KnownCause::name).collect(Collectors.joining(" with "));
    }
}
