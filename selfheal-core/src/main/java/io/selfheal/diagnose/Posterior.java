package io.selfheal.diagnose;

import io.selfheal.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How probable each hypothesis is, given what is seen: all of at most two causes, enumerated. */
final class Posterior {
    private final List<Seen> seen;
    private final List<Hypothesis> hypotheses;
    private final double[] chances;

    private Posterior(List<Seen> seen, List<Hypothesis> hypotheses, double[] chances) {
        this.seen = seen;
        this.hypotheses = hypotheses;
        this.chances = chances;
    }

    static Posterior of(Knowledge knowledge, Snapshot snapshot) {
        List<Seen> seen = independent(knowledge, snapshot);
        List<Hypothesis> hypotheses = new ArrayList<>(List.of(Hypothesis.UNKNOWN));
        List<KnownCause> causes = knowledge.causes();
        for (int i = 0; i < causes.size(); i++) {
            hypotheses.add(new Hypothesis(List.of(causes.get(i))));
            for (int j = i + 1; j < causes.size(); j++) {
                hypotheses.add(new Hypothesis(List.of(causes.get(i), causes.get(j))));
            }
        }
        double[] chances = new double[hypotheses.size()];
        double sum = 0;
        for (int h = 0; h < chances.length; h++) {
            Hypothesis hypothesis = hypotheses.get(h);
            chances[h] = hypothesis.prior();
            for (Seen sign : seen) {
                chances[h] *= hypothesis.likelihood(sign);
            }
            sum += chances[h];
        }
        for (int h = 0; h < chances.length; h++) {
            chances[h] /= sum;
        }
        return new Posterior(seen, hypotheses, chances);
    }

    /** Of a group that says one thing in several ways, the way that says it most clearly. */
    private static List<Seen> independent(Knowledge knowledge, Snapshot snapshot) {
        Map<String, Seen> clearest = new LinkedHashMap<>();
        for (Sign sign : knowledge.signs()) {
            String key = sign.group().isEmpty() ? "sign " + sign.id() : "group " + sign.group();
            sign.in(snapshot).ifPresent(seen -> clearest.merge(key, seen, (a, b) -> b.degree() > a.degree() ? b : a));
        }
        return List.copyOf(clearest.values());
    }

    List<Seen> seen() {
        return seen;
    }

    List<Hypothesis> hypotheses() {
        return hypotheses;
    }

    double chance(int hypothesis) {
        return chances[hypothesis];
    }

    /** How probable it is that a cause is at work, alone or with another. */
    double chance(KnownCause cause) {
        double sum = 0;
        for (int h = 0; h < chances.length; h++) {
            sum += hypotheses.get(h).has(cause) ? chances[h] : 0;
        }
        return sum;
    }

    /** The causes, the likeliest first. */
    List<KnownCause> ranked(Knowledge knowledge) {
        return knowledge.causes().stream()
                .sorted(Comparator.comparingDouble((KnownCause cause) -> chance(cause))
                        .reversed())
                .toList();
    }
}
