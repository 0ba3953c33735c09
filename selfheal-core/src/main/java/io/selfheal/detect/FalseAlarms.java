package io.selfheal.detect;

/**
 * How many false alarms are acceptable, for one series.
 *
 * <p>The limit on {@link Surprise} is 8 − 1.8 ln(<i>a month</i> / 4). A surprise is the logarithm of a return time, so if
 * the views of a series were as independent as assumed the factor would be 1. It was measured: in two public collections
 * of service metrics (docs/detection.md) there were 4 to 6 alarms a month and series outside the labelled anomalies at 8
 * nats, and fewer by a factor of e each 1.8 nats. Part of those are real changes that nobody labelled. A series of
 * independent Gaussian values has none at all; one with a very heavy tail has more, as spikes are its nature.
 *
 * @param aMonth false alarms in 30 days, greater than 0 and finite
 */
public record FalseAlarms(double aMonth) {
    /** One a week for each series. */
    public static final FalseAlarms USUAL = new FalseAlarms(4);

    private static final double USUAL_LIMIT = 8;
    private static final double NATS_PER_FOLD = 1.8;

    /** Checks the number; throws {@link IllegalArgumentException} if it is not greater than 0 and finite. */
    public FalseAlarms {
        if (!(aMonth > 0) || aMonth == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "false alarms a month are " + aMonth + ": give a number greater than 0, such as 4 for one a week");
        }
    }

    /**
     * The score from which a point is an alarm.
     *
     * @return nats, greater than 0 even if very many alarms are accepted
     */
    public double limit() {
        return Math.max(Double.MIN_NORMAL, USUAL_LIMIT - NATS_PER_FOLD * Math.log(aMonth / 4));
    }
}
