package io.selfheal.diagnose;

import io.selfheal.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what speaks for the likeliest causes and against them, in decibels, and what would tell them apart. */
final class Explanation {
    private static final int CAUSES = 3;
    private static final int FOR = 3;

    private final Knowledge knowledge;
    private final Posterior posterior;
    private final List<KnownCause> ranked;

    Explanation(Knowledge knowledge, Posterior posterior) {
        this.knowledge = knowledge;
        this.posterior = posterior;
        this.ranked = posterior.ranked(knowledge);
    }

    List<Cause> causes() {
        return ranked.stream()
                .limit(CAUSES)
                .map(cause -> new Cause(cause.name(), posterior.chance(cause), evidence(cause)))
                .toList();
    }

    /** What is wrong, in the words of the clearest sign. */
    String trouble() {
        return posterior.seen().stream()
                .filter(seen -> seen.degree() > 0)
                .max(Comparator.comparingDouble(Seen::degree))
                .map(seen -> seen.sign().words() + " (" + seen.shown() + ")")
                .orElse("Nothing that is known shows a sign");
    }

    /** The likeliest cause with its chance, what speaks for and against it, and what would make it surer. */
    String story() {
        KnownCause first = ranked.get(0);
        StringBuilder story =
                new StringBuilder(trouble()).append("; likeliest is ").append(shown(first));
        if (ranked.size() > 1) {
            story.append(", then ").append(shown(ranked.get(1)));
        }
        List<String> evidence = evidence(first);
        if (!evidence.isEmpty()) {
            story.append("; ").append(String.join(", ", evidence));
        }
        missing()
                .ifPresent(sign -> story.append("; a probe of ")
                        .append(sign.metrics().get(0))
                        .append(" would tell ")
                        .append(first.name())
                        .append(" from ")
                        .append(ranked.get(1).name()));
        return story.toString();
    }

    private String shown(KnownCause cause) {
        return cause.name() + " (" + Math.round(100 * posterior.chance(cause)) + " %)";
    }

    /** The top three for it, and the strongest against it: 10·log10 of the likelihoods with and without the cause. */
    private List<String> evidence(KnownCause cause) {
        List<Seen> byWeight = posterior.seen().stream()
                .sorted(Comparator.comparingDouble((Seen seen) -> decibels(cause, seen))
                        .reversed())
                .toList();
        Stream<String> pro = byWeight.stream()
                .filter(seen -> decibels(cause, seen) >= 0.5)
                .limit(FOR)
                .map(seen -> words("for it", cause, seen));
        Stream<String> contra = byWeight.stream()
                .skip(Math.max(0, byWeight.size() - 1))
                .filter(seen -> decibels(cause, seen) <= -0.5)
                .map(seen -> words("against it", cause, seen));
        return Stream.concat(pro, contra).toList();
    }

    private static String words(String side, KnownCause cause, Seen seen) {
        return side + ": " + seen.shown() + String.format(Locale.ROOT, " (%+.1f dB)", decibels(cause, seen));
    }

    private static double decibels(KnownCause cause, Seen seen) {
        double with = new Hypothesis(List.of(cause)).likelihood(seen);
        double leak = seen.sign().leak();
        double without = seen.degree() * leak + (1 - seen.degree()) * (1 - leak);
        return 10 * Math.log10(with / without);
    }

    /** The sign nobody measures that would separate the two likeliest causes. */
    private Optional<Sign> missing() {
        if (ranked.size() < 2 || posterior.chance(ranked.get(0)) > 0.9) {
            return Optional.empty();
        }
        List<Sign> unseen = knowledge.signs().stream()
                .filter(sign -> posterior.seen().stream()
                        .noneMatch(seen -> seen.sign().equals(sign)
                                || (!sign.group().isEmpty()
                                        && sign.group().equals(seen.sign().group()))))
                .toList();
        return new Knowledge(unseen, List.of()).telling(ranked.get(0), ranked.get(1));
    }
}
