package io.selfheal.diagnose;

import java.util.List;
import java.util.stream.Collectors;

/** One or two causes at work together, or none of those that are known. */
record Hypothesis(List<KnownCause> causes) {
    /** Assumed: one incident in twenty has a cause that nobody wrote down. */
    private static final double UNKNOWN_PRIOR = 0.01;

    /** An unknown cause may or may not produce a sign. */
    private static final double UNKNOWN_SIGN = 0.3;

    static final Hypothesis UNKNOWN = new Hypothesis(List.of());

    boolean unknown() {
        return causes.isEmpty();
    }

    boolean has(KnownCause cause) {
        return causes.contains(cause);
    }

    /** The odds of its causes being at work; those of all others not being so are common to every hypothesis. */
    double prior() {
        return unknown()
                ? UNKNOWN_PRIOR
                : causes.stream()
                        .mapToDouble(cause -> cause.prior() / (1 - cause.prior()))
                        .reduce(1, (a, b) -> a * b);
    }

    /** Leaky noisy-OR (Henrion 1989): P(S|H) = 1 − (1−λ)·∏(1−q). */
    double produces(Sign sign) {
        if (unknown()) {
            return 1 - (1 - sign.leak()) * (1 - UNKNOWN_SIGN);
        }
        double not = 1 - sign.leak();
        for (KnownCause cause : causes) {
            not *= 1 - cause.signs().getOrDefault(sign.id(), 0.0);
        }
        return 1 - not;
    }

    /** Soft evidence: a sign seen to the degree r counts r·p + (1−r)·(1−p). */
    double likelihood(Seen seen) {
        double p = produces(seen.sign());
        return seen.degree() * p + (1 - seen.degree()) * (1 - p);
    }

    /** The best chance of its causes that an action cures it: with two causes both have to be cured. */
    double cured(String action, double otherwise) {
        return causes.stream()
                .mapToDouble(cause -> cause.cures().getOrDefault(action, otherwise))
                .min()
                .orElse(otherwise);
    }

    String words() {
        return unknown()
                ? "an unknown cause"
                : causes.stream().map(KnownCause::name).collect(Collectors.joining(" with "));
    }
}
