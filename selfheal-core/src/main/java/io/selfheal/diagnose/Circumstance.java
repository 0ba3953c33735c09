package io.selfheal.diagnose;

import io.selfheal.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Something that makes a cause likelier before anything is looked at: its odds are multiplied.
 *
 * @param shown what it is, in words
 * @param factor by what it multiplies the odds of a cause
 */
record Circumstance(String shown, ToDoubleFunction<KnownCause> factor) implements Clue {
    /** Assumed: half an hour after a deployment half of what speaks against it is gone. */
    private static final Duration HALF_LIFE = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofHours(12);

    /** What holds for a case. */
    static List<Circumstance> of(Case about, Vicinity vicinity, List<Sign> told) {
        List<Circumstance> circumstances = new ArrayList<>();
        about.background()
                .deployed()
                .flatMap(deployed -> deployment(deployed, about.snapshot().time()))
                .ifPresent(circumstances::add);
        List<String> sick = vicinity.sickDependencies(about);
        boolean seenAnyway = told.stream().anyMatch(sign -> sign.place() == Sign.Place.DEPENDENCY);
        if (!sick.isEmpty() && !seenAnyway) {
            circumstances.add(new Circumstance(
                    String.join(" and ", sick) + " is sick, on which it depends", KnownCause::besideSick));
        }
        return circumstances;
    }

    private static Optional<Circumstance> deployment(Instant deployed, Instant now) {
        Duration ago = Duration.between(deployed, now);
        if (ago.isNegative() || ago.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        double fresh = Math.pow(2, -(double) ago.toSeconds() / HALF_LIFE.toSeconds());
        String when = ago.toMinutes() < 1 ? "less than a minute" : ago.toMinutes() + " min";
        return Optional.of(new Circumstance(
                "a deployment " + when + " before", cause -> 1 + (cause.afterDeployment() - 1) * fresh));
    }

    @Override
    public double likelihood(Hypothesis hypothesis) {
        double product = 1;
        for (KnownCause cause : hypothesis.causes()) {
            product *= factor.applyAsDouble(cause);
        }
        return product;
    }

    @Override
    public double otherwise() {
        return 1;
    }
}
