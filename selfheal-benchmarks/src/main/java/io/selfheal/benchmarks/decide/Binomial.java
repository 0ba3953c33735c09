package io.selfheal.benchmarks.decide;

/** How large a chance may be of which little was seen. */
final class Binomial {
    private static final double DOUBT = 0.05;

    private Binomial() {}

    /**
     * The exact one-sided 95 % upper bound of a chance (Clopper and Pearson 1934): the chance p at which so few or fewer are
     * seen one time in twenty. About 3/n when none was seen, the rule of three.
     *
     * @param seen how often it was seen, from 0 to {@code of}
     * @param of how often it could have been
     * @return from 0 to 1; 1 if it never could have been
     */
    static double upper(int seen, int of) {
        if (seen < 0 || seen > of) {
            throw new IllegalArgumentException(seen + " of " + of + " cannot have been seen");
        }
        if (seen == of) {
            return 1;
        }
        double low = (double) seen / of;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (atMost(seen, of, middle) > DOUBT) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(X ≤ seen) of a binomial distribution, summed by logarithms, as the terms may be too small for a double. */
    private static double atMost(int seen, int of, double chance) {
        if (chance >= 1) {
            return 0;
        }
        double term = of * Math.log1p(-chance);
        double sum = Math.exp(term);
        double odds = Math.log(chance) - Math.log1p(-chance);
        for (int k = 1; k <= seen; k++) {
            term += Math.log((double) (of - k + 1) / k) + odds;
            sum += Math.exp(term);
        }
        return sum;
    }
}
