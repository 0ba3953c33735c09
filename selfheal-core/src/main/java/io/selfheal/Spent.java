package io.selfheal;

/**
 * What advice has cost lately, by the record: also before a restart.
 *
 * @param callsLastHour how many calls were made within the last hour
 * @param costLastDay what the calls of the last 24 hours cost, as far as it is known
 * @param unpricedLastDay how many of these calls have no known price
 */
public record Spent(int callsLastHour, double costLastDay, int unpricedLastDay) {
    /** Nothing at all. */
    public static Spent nothing() {
        return new Spent(0, 0, 0);
    }
}
