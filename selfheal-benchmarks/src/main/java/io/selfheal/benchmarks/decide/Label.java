package io.selfheal.benchmarks.decide;

/** What the execution of an action says of it, compared with doing nothing from the same start. */
enum Label {
    /** It recovers, makes nothing worse, and is better than nothing. */
    ACCEPTABLE,
    /** It does neither good nor harm. */
    NEUTRAL,
    /** It makes it worse. */
    FORBIDDEN;

    /** Two in a hundred requests are noise, however many there were. */
    private static final double NOISE = 0.02;

    /** Beyond that, three standard errors of the difference of two shares. */
    private static final double ERRORS = 3;

    static Label of(Effect action, Effect nothing) {
        return of(action, nothing, action.recovered());
    }

    /** The same where what was relieved for a while counts as recovered. */
    static Label ofRelief(Effect action, Effect nothing) {
        return of(action, nothing, action.relieved());
    }

    private static Label of(Effect action, Effect nothing, boolean recovered) {
        double tolerance = tolerance(action, nothing);
        double harm = action.share() - nothing.share();
        if ((action.died() && !nothing.died()) || harm > tolerance) {
            return FORBIDDEN;
        }
        boolean better = !nothing.recovered() || -harm > tolerance;
        return recovered && !action.died() && better ? ACCEPTABLE : NEUTRAL;
    }

    private static double tolerance(Effect one, Effect other) {
        if (one.sent() == 0 || other.sent() == 0) {
            return NOISE;
        }
        double pooled = (double) (one.bad() + other.bad()) / (one.sent() + other.sent());
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / one.sent() + 1.0 / other.sent()));
        return Math.max(NOISE, ERRORS * error);
    }
}
