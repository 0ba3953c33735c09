package io.selfheal.diagnose;

/**
 * A sign as metrics show it.
 *
 * @param sign the sign
 * @param degree from 0, not at all, to 1, fully
 * @param shown the number that says so, in words
 * @param share what it counts: 1, or less where signs of its group are seen as well, so that all of them count as one
 * @param leak the chance to see it without a cause: the sign's own, or less where it is what the incident is about
 */
record Seen(Sign sign, double degree, String shown, double share, double leak) implements Clue {
    /** Assumed: what opened an incident is no passing sight; it is seen without a cause a tenth as often as at any moment. */
    private static final double PASSING = 0.1;

    /** A sight that is just one of several. */
    static Seen of(Sign sign, double degree, String shown) {
        return new Seen(sign, degree, shown, 1, sign.leak());
    }

    /** The same as what the incident is about, and there to some degree at least. */
    Seen told(double least) {
        return new Seen(sign, Math.max(least, degree), shown, share, PASSING * sign.leak());
    }

    Seen atLeast(double least) {
        return new Seen(sign, Math.max(least, degree), shown, share, leak);
    }

    /** The same of a group of some that are seen. What the incident is about counts fully: there is no incident without it. */
    Seen among(int many) {
        return leak < sign.leak() ? this : new Seen(sign, degree, shown, 1.0 / many, leak);
    }

    /** Soft evidence: a sign seen to the degree r counts r·p + (1−r)·(1−p). */
    @Override
    public double likelihood(Hypothesis hypothesis) {
        return soft(hypothesis.produces(sign, leak));
    }

    @Override
    public double otherwise() {
        return soft(leak);
    }

    private double soft(double p) {
        double whole = degree * p + (1 - degree) * (1 - p);
        return share == 1 ? whole : Math.pow(whole, share);
    }
}
