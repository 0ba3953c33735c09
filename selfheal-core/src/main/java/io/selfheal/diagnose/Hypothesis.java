package io.selfheal.diagnose;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One or two causes at work together, or none of those that are known.
 *
 * @param causes the causes
 * @param average for an unknown cause, how strongly a known one produces each sign on average: it looks like none of them, and
 *     shows about as much as they do; empty otherwise
 */
record Hypothesis(List<KnownCause> causes, Map<String, Double> average) {
    static final String UNKNOWN_NAME = "an unknown cause";

    /** Assumed: one incident in twenty has a cause that nobody wrote down. */
    private static final double UNKNOWN_PRIOR = 0.05;

    /**
     * Assumed: a second cause strikes at the same time a tenth as often as if causes did not know of each other. The priors say
     * what is behind an incident, and add up to about one: multiplied as they are, they had every third incident have two.
     */
    private static final double TOGETHER = 0.1;

    /** Assumed: what is hardly ever seen without its cause is not shown by what nobody knows either, or ten times as often. */
    private static final double MOST_LEAKS = 10;

    static Hypothesis of(KnownCause... causes) {
        return new Hypothesis(List.of(causes), Map.of());
    }

    static Hypothesis unknown(Knowledge knowledge) {
        return new Hypothesis(
                List.of(),
                knowledge.signs().stream()
                        .collect(Collectors.toMap(
                                Sign::id, sign -> Math.min(MOST_LEAKS * sign.leak(), average(knowledge, sign)))));
    }

    private static double average(Knowledge knowledge, Sign sign) {
        return knowledge.causes().stream()
                .mapToDouble(cause -> cause.strength(sign))
                .average()
                .orElse(0);
    }

    boolean isUnknown() {
        return causes.isEmpty();
    }

    boolean has(KnownCause cause) {
        for (KnownCause own : causes) {
            if (own.name().equals(cause.name())) {
                return true;
            }
        }
        return false;
    }

    /** The odds of its causes being at work; those of all others not being so are common to every hypothesis. */
    double prior() {
        double odds = causes.size() > 1 ? TOGETHER : 1;
        for (KnownCause cause : causes) {
            odds *= Chance.odds(cause.prior());
        }
        return isUnknown() ? Chance.odds(UNKNOWN_PRIOR) : odds;
    }

    /** Leaky noisy-OR (Henrion 1989): P(S|H) = 1 − (1−λ)·∏(1−q). */
    double produces(Sign sign) {
        return produces(sign, sign.leak());
    }

    /** The same with another leak than the sign's own. */
    double produces(Sign sign, double leak) {
        double not = 1 - leak;
        for (KnownCause cause : causes) {
            not *= 1 - cause.strength(sign);
        }
        return isUnknown() ? 1 - not * (1 - average.getOrDefault(sign.id(), 0.0)) : 1 - not;
    }

    boolean liesOutside() {
        return causes.stream().anyMatch(KnownCause::outside);
    }

    String words() {
        return isUnknown()
                ? UNKNOWN_NAME
                : causes.stream().map(KnownCause::name).collect(Collectors.joining(" with "));
    }
}
