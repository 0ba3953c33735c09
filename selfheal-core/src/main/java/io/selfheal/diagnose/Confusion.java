package io.selfheal.diagnose;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which causes cannot be told apart, or not be seen at all, by what is measured. */
final class Confusion {
    /** Of half a nat, two decibels, nobody would know one from the other. */
    private static final double APART = 0.5;

    private final Knowledge knowledge;
    private final Hypotheses hypotheses;
    private final List<Sign> visible;

    private Confusion(Knowledge knowledge, List<Sign> visible) {
        this.knowledge = knowledge;
        this.hypotheses = Hypotheses.of(knowledge);
        this.visible = visible;
    }

    /** A sentence for each set of causes that look the same, and one for those that show in nothing. */
    static List<String> of(Knowledge knowledge, Snapshot snapshot) {
        List<Reading> readings = snapshot.readings().toList();
        List<Sign> visible = knowledge.signs().stream()
                .filter(sign -> readings.stream().anyMatch(reading -> shows(sign, reading.metric())))
                .toList();
        return new Confusion(knowledge, visible).sentences();
    }

    /** The sign that separates two hypotheses best, of some; empty if none does. */
    static Optional<Sign> telling(List<Sign> signs, Hypotheses hypotheses, Hypothesis one, Hypothesis other) {
        Optional<Sign> best = Optional.empty();
        double most = APART;
        for (Sign sign : signs) {
            double apart = divergence(sign, hypotheses, one, other);
            if (apart > most) {
                most = apart;
                best = Optional.of(sign);
            }
        }
        return best;
    }

    /** What a look at a sign is expected to say for the right one of two hypotheses, in nats (Jeffreys 1946). */
    private static double divergence(Sign sign, Hypotheses hypotheses, Hypothesis one, Hypothesis other) {
        int place = hypotheses.place(sign);
        double p = one.produces(place, sign.leak());
        double q = other.produces(place, sign.leak());
        return (p - q) * Math.log(p * (1 - q) / (q * (1 - p)));
    }

    private static boolean shows(Sign sign, Metric metric) {
        boolean kind = sign.measure().ofHealths()
                ? metric instanceof Health
                : metric instanceof Gauge || !sign.measure().looksBack();
        return kind && sign.shows(metric.name());
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<KnownCause> seen = new ArrayList<>(knowledge.causes());
        seen.removeIf(this::hidden);
        while (!seen.isEmpty()) {
            KnownCause first = seen.remove(0);
            List<KnownCause> same =
                    seen.stream().filter(other -> alike(first, other)).toList();
            seen.removeAll(same);
            if (!same.isEmpty()) {
                sentences.add(lookTheSame(first, same));
            }
        }
        List<KnownCause> hidden =
                knowledge.causes().stream().filter(this::hidden).toList();
        if (!hidden.isEmpty()) {
            sentences.add("nothing that is measured shows "
                    + hidden.stream()
                            .map(cause -> cause.name() + " (" + clearest(cause) + " would)")
                            .collect(Collectors.joining(", ")));
        }
        return sentences;
    }

    private String lookTheSame(KnownCause first, List<KnownCause> same) {
        String names = same.stream().map(KnownCause::name).collect(Collectors.joining(" and "));
        return first.name() + " and " + names + " look the same"
                + telling(knowledge.signs(), hypotheses, hypotheses.alone(first), hypotheses.alone(same.get(0)))
                        .map(sign -> ": a probe of " + sign.probe() + " would tell "
                                + (same.size() == 1
                                        ? "them apart"
                                        : first.name() + " from " + same.get(0).name()))
                        .orElse("");
    }

    private boolean alike(KnownCause one, KnownCause other) {
        return visible.stream()
                        .mapToDouble(
                                sign -> divergence(sign, hypotheses, hypotheses.alone(one), hypotheses.alone(other)))
                        .sum()
                < APART;
    }

    private boolean hidden(KnownCause cause) {
        return visible.stream().noneMatch(sign -> cause.strength(sign) > sign.leak());
    }

    private String clearest(KnownCause cause) {
        return knowledge.signs().stream()
                .max(Comparator.comparingDouble(cause::strength))
                .map(Sign::probe)
                .orElse("");
    }
}
