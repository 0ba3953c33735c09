package io.selfheal.diagnose;

/** How likely an action is to end an incident, by what is behind it. */
final class Cures {
    private final double[] chances;
    private final boolean[] producing;
    private final double unknown;
    private final double undeclared;

    /**
     * Takes the arrays as they are.
     *
     * @param chances for each cause that is known the chance that the action cures it
     * @param producing for each of them whether it produces what the incident is about
     * @param unknown the chance with an unknown cause
     * @param undeclared the chance with causes that do not produce what the incident is about
     */
    Cures(double[] chances, boolean[] producing, double unknown, double undeclared) {
        this.chances = chances;
        this.producing = producing;
        this.unknown = unknown;
        this.undeclared = undeclared;
    }

    /**
     * The chance θ if a hypothesis holds. Of two causes only those matter that produce what the incident is about, and all of
     * these have to be cured.
     */
    double of(Hypothesis hypothesis) {
        if (hypothesis.isUnknown()) {
            return unknown;
        }
        double least = 1;
        boolean any = false;
        for (int i = 0; i < hypothesis.size(); i++) {
            int cause = hypothesis.place(i);
            if (producing[cause]) {
                any = true;
                least = Math.min(least, chances[cause]);
            }
        }
        return any ? least : undeclared;
    }

    /** The same over all hypotheses. */
    double over(Posterior posterior) {
        double sum = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            sum += posterior.chance(h) * of(posterior.hypotheses().get(h));
        }
        return sum;
    }

    /** The chance over all hypotheses that an incident ends with the action: by it, or as it would have by itself. */
    double over(Posterior posterior, Cures itself) {
        double sum = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            Hypothesis hypothesis = posterior.hypotheses().get(h);
            sum += posterior.chance(h) * (1 - (1 - of(hypothesis)) * (1 - itself.of(hypothesis)));
        }
        return sum;
    }
}
