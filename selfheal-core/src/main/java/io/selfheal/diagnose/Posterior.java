package io.selfheal.diagnose;

import java.util.List;

/** How probable each hypothesis is, given the clues. */
final class Posterior {
    private final Hypotheses hypotheses;
    private final double[] chances;
    private final double[] byCause;
    private final double outside;

    private Posterior(Hypotheses hypotheses, double[] chances) {
        this.hypotheses = hypotheses;
        this.chances = chances;
        this.byCause = new double[hypotheses.knowledge().causes().size()];
        double sum = 0;
        for (int h = 0; h < chances.length; h++) {
            Hypothesis hypothesis = hypotheses.get(h);
            for (int i = 0; i < hypothesis.size(); i++) {
                byCause[hypothesis.place(i)] += chances[h];
            }
            sum += hypothesis.liesOutside() ? chances[h] : 0;
        }
        this.outside = sum;
    }

    /** P(H | clues) ∝ odds(H) · ∏ P(clue | H), in logarithms. */
    static Posterior of(Hypotheses hypotheses, List<? extends Clue> clues) {
        double[] logs = new double[hypotheses.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int h = 0; h < logs.length; h++) {
            logs[h] = log(hypotheses.get(h), clues);
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

    private static double log(Hypothesis hypothesis, List<? extends Clue> clues) {
        double log = 0;
        double product = hypothesis.prior();
        for (int c = 0; c < clues.size(); c++) {
            product *= clues.get(c).likelihood(hypothesis);
            if (product < 1e-200) {
                log += Math.log(product);
                product = 1;
            }
        }
        return log + Math.log(product);
    }

    Hypotheses hypotheses() {
        return hypotheses;
    }

    double chance(int hypothesis) {
        return chances[hypothesis];
    }

    /** How probable it is that a cause is at work, alone or with another. */
    double chance(KnownCause cause) {
        return byCause[hypotheses.alone(cause).place(0)];
    }

    /** How probable the likeliest of the known causes is. */
    double clearest() {
        double most = 0;
        for (double chance : byCause) {
            most = Math.max(most, chance);
        }
        return most;
    }

    double chanceOfUnknown() {
        return chances[0];
    }

    /** How probable it is that a cause lies outside of the service. */
    double chanceOutside() {
        return outside;
    }
}
