package io.selfheal.diagnose;

import java.util.ArrayList;
import java.util.List;

/** How probable each hypothesis is, given the clues: all of at most two causes, and an unknown one, enumerated. */
final class Posterior {
    private final List<Hypothesis> hypotheses;
    private final double[] chances;

    private Posterior(List<Hypothesis> hypotheses, double[] chances) {
        this.hypotheses = hypotheses;
        this.chances = chances;
    }

    /** All hypotheses of at most two causes, and the unknown one. */
    static List<Hypothesis> hypotheses(Knowledge knowledge) {
        List<Hypothesis> hypotheses = new ArrayList<>(List.of(Hypothesis.unknown(knowledge)));
        List<KnownCause> causes = knowledge.causes();
        for (int i = 0; i < causes.size(); i++) {
            hypotheses.add(Hypothesis.of(causes.get(i)));
            for (int j = i + 1; j < causes.size(); j++) {
                hypotheses.add(Hypothesis.of(causes.get(i), causes.get(j)));
            }
        }
        return List.copyOf(hypotheses);
    }

    /** P(H | clues) ∝ odds(H) · ∏ P(clue | H), in logarithms. */
    static Posterior of(List<Hypothesis> hypotheses, List<? extends Clue> clues) {
        double[] logs = new double[hypotheses.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int h = 0; h < logs.length; h++) {
            Hypothesis hypothesis = hypotheses.get(h);
            double product = hypothesis.prior();
            for (Clue clue : clues) {
                product *= clue.likelihood(hypothesis);
                if (product < 1e-200) {
                    logs[h] += Math.log(product);
                    product = 1;
                }
            }
            logs[h] += Math.log(product);
            most = Math.max(most, logs[h]);
        }
        double sum = 0;
        for (int h = 0; h < logs.length; h++) {
            logs[h] = Math.exp(logs[h] - most);
            sum += logs[h];
        }
        for (int h = 0; h < logs.length; h++) {
            logs[h] /= sum;
        }
        return new Posterior(hypotheses, logs);
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

    double chanceOfUnknown() {
        return chances[0];
    }

    /** How probable it is that a cause lies outside of the service. */
    double chanceOutside() {
        double sum = 0;
        for (int h = 0; h < chances.length; h++) {
            sum += hypotheses.get(h).liesOutside() ? chances[h] : 0;
        }
        return sum;
    }
}
