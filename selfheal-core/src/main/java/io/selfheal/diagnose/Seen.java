package io.selfheal.diagnose;

/**
 * A sign as metrics show it.
 *
 * @param sign the sign
 * @param degree from 0, not at all, to 1, fully
 * @param shown the number that says so, in words
 * @param share what it counts: 1, or less where signs of its group are seen as well, so that all of them count as one
 */
record Seen(Sign sign, double degree, String shown, double share) implements Clue {
    /** Soft evidence: a sign seen to the degree r counts r·p + (1−r)·(1−p). */
    @Override
    public double likelihood(Hypothesis hypothesis) {
        return soft(hypothesis.produces(sign));
    }

    @Override
    public double otherwise() {
        return soft(sign.leak());
    }

    private double soft(double p) {
        double whole = degree * p + (1 - degree) * (1 - p);
        return share == 1 ? whole : Math.pow(whole, share);
    }
}
