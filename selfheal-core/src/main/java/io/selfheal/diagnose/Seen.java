package io.selfheal.diagnose;

import java.util.function.Supplier;

/**
 * A sign as metrics show it.
 *
 * @param sign the sign
 * @param place where it stands in what is known
 * @param degree from 0, not at all, to 1, fully
 * @param words the number that says so; only asked for if it is told
 * @param share what it counts: 1, or less where signs of its group are seen as well, so that all of them count as one
 * @param leak the chance to see it without a cause: the sign's own, or less where it is what the incident is about
 */
record Seen(Sign sign, int place, double degree, Supplier<String> words, double share, double leak) implements Clue {
    /** Assumed: what opened an incident is no passing sight; it is seen without a cause a tenth as often as at any moment. */
    private static final double PASSING = 0.1;

    /** A sight that is just one of several. */
    static Seen of(Sign sign, int place, double degree, Supplier<String> words) {
        return new Seen(sign, place, degree, words, 1, sign.leak());
    }

    /** The same as what the incident is about, and there to some degree at least. */
    Seen told(double least) {
        return new Seen(sign, place, Math.max(least, degree), words, share, PASSING * sign.leak());
    }

    Seen atLeast(double least) {
        return new Seen(sign, place, Math.max(least, degree), words, share, leak);
    }

    /** The same of a group of some that are seen. What the incident is about counts fully: there is no incident without it. */
    Seen among(int many) {
        return leak < sign.leak() ? this : new Seen(sign, place, degree, words, 1.0 / many, leak);
    }

    /** Soft evidence: a sign seen to the degree r counts r·p + (1−r)·(1−p). */
    @Override
    public double likelihood(Hypothesis hypothesis) {
        return soft(hypothesis.produces(place, leak));
    }

    @Override
    public double otherwise() {
        return soft(leak);
    }

    @Override
    public String shown() {
        return words.get();
    }

    private double soft(double p) {
        double whole = degree * p + (1 - degree) * (1 - p);
        return share == 1 ? whole : Math.pow(whole, share);
    }
}
