package io.selfheal.diagnose;

import io.selfheal.Case;
import io.selfheal.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what speaks for the likeliest causes and against them, in decibels, and what would tell them apart. */
final class Explanation {
    private static final int CAUSES = 3;
    private static final int FOR = 3;

    /** Half a decibel is not worth a word. */
    private static final double NOTABLE = 0.5;

    /** Of a cause as likely as this nobody asks for another probe. */
    private static final double CLEAR = 0.9;

    private final Case about;
    private final Inference inference;
    private final List<Ranked> ranked;
    private final List<Cause> causes;

    Explanation(Case about, Inference inference) {
        this.about = about;
        this.inference = inference;
        this.ranked = ranked(inference.posterior());
        this.causes = ranked.stream()
                .limit(CAUSES)
                .map(cause -> new Cause(cause.name(), cause.chance(), evidence(cause.alone())))
                .toList();
    }

    /** Causes, and the unknown one among them, the likeliest first. */
    private static List<Ranked> ranked(Posterior posterior) {
        Hypotheses hypotheses = posterior.hypotheses();
        List<Ranked> ranked = new ArrayList<>();
        for (KnownCause cause : hypotheses.knowledge().causes()) {
            ranked.add(new Ranked(cause.name(), posterior.chance(cause), hypotheses.alone(cause)));
        }
        ranked.add(new Ranked(Hypothesis.UNKNOWN_NAME, posterior.chanceOfUnknown(), hypotheses.unknown()));
        ranked.sort(Comparator.comparingDouble(Ranked::chance).reversed());
        return ranked;
    }

    private record Ranked(String name, double chance, Hypothesis alone) {
        String shown() {
            return name + " (" + Math.round(100 * chance) + " %)";
        }
    }

    List<Cause> causes() {
        return causes;
    }

    /** What is wrong, the likeliest cause with its chance, what speaks for and against it, and what would make it surer. */
    String story() {
        Ranked first = ranked.get(0);
        StringBuilder story =
                new StringBuilder(trouble()).append("; likeliest is ").append(first.shown());
        if (ranked.size() > 1) {
            story.append(", then ").append(ranked.get(1).shown());
        }
        List<String> evidence = causes.get(0).evidence();
        if (!evidence.isEmpty()) {
            story.append("; ").append(String.join(", ", evidence));
        }
        return story.append(first.chance() > CLEAR ? "" : missing()).toString();
    }

    /** What is wrong: the rule's words, else those of the sign that the incident is about, with the numbers of now. */
    private String trouble() {
        String numbers = about.incident().symptom().shown();
        if (!about.reason().isEmpty()) {
            return about.reason() + " (" + numbers + ")";
        }
        return inference.seen().stream()
                .filter(seen -> inference.told().contains(seen.sign()))
                .max(Comparator.comparingDouble(Seen::degree))
                .map(seen -> seen.sign().words() + " (" + seen.shown() + ")")
                .orElse(numbers);
    }

    /** The top three for a cause, and the strongest against it. */
    private List<String> evidence(Hypothesis cause) {
        List<Contribution> byWeight = new ArrayList<>();
        for (Clue clue : inference.clues()) {
            byWeight.add(new Contribution(clue, clue.decibels(cause)));
        }
        byWeight.sort(Comparator.comparingDouble(Contribution::decibels).reversed());
        List<String> words = new ArrayList<>();
        for (Contribution one : byWeight) {
            if (words.size() < FOR && one.decibels() >= NOTABLE) {
                words.add(one.words("for it"));
            }
        }
        if (!byWeight.isEmpty()) {
            Contribution last = byWeight.get(byWeight.size() - 1);
            if (last.decibels() <= -NOTABLE) {
                words.add(last.words("against it"));
            }
        }
        return words;
    }

    private record Contribution(Clue clue, double decibels) {
        String words(String side) {
            return side + ": " + clue.shown() + String.format(Locale.ROOT, " (%+.1f dB)", decibels);
        }
    }

    /** The sign nobody measures that would separate the two best hypotheses. */
    private String missing() {
        List<Hypothesis> best = inference.bestKnown();
        if (best.size() < 2) {
            return "";
        }
        Hypothesis first = best.get(0);
        Hypothesis second = best.get(1);
        List<KnownCause> more = new ArrayList<>(second.causes());
        more.removeAll(first.causes());
        String what = second.causes().containsAll(first.causes())
                ? "would tell whether " + more.get(0).name() + " is at work, too"
                : "would tell " + first.words() + " from " + second.words();
        return Confusion.telling(unseen(), inference.posterior().hypotheses(), first, second)
                .map(missing -> "; a probe of " + missing.probe() + " " + what)
                .orElse("");
    }

    /** What was not seen, nor anything that says about the same. */
    private List<Sign> unseen() {
        Set<String> ids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Seen seen : inference.seen()) {
            ids.add(seen.sign().id());
            groups.add(seen.sign().group());
        }
        groups.remove("");
        return inference.knowledge().signs().stream()
                .filter(sign -> !ids.contains(sign.id()) && !groups.contains(sign.group()))
                .toList();
    }
}
