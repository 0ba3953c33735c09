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

    static Hypothesis of(KnownCause... causes) {
        return new Hypothesis(List.of(causes), Map.of());
    }

    static Hypothesis unknown(Knowledge knowledge) {
        return new Hypothesis(
                List.of(),
                knowledge.signs().stream()
                        .collect(Collectors.toMap(
                                Sign::id,
                                sign -> knowledge.causes().stream()
                                        .mapToDouble(cause -> cause.strength(sign))
                                        .average()
                                        .orElse(0))));
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
        double odds = 1;
        for (KnownCause cause : causes) {
            odds *= Chance.odds(cause.prior());
        }
        return isUnknown() ? Chance.odds(UNKNOWN_PRIOR) : odds;
    }

    /** Leaky noisy-OR (Henrion 1989): P(S|H) = 1 − (1−λ)·∏(1−q). */
    double produces(Sign sign) {
        double not = 1 - sign.leak();
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
