package io.selfheal.rule;

import io.selfheal.Gauge;
import io.selfheal.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/** The metric that a rule is about, before anything is said of it. Immutable. */
public final class When {
    private final String metric;

    When(String metric) {
        // A metric's own constructor escapes and caps its name; a rule must look for the name that comes out of it.
        this.metric = Gauge.of(metric, 0).name();
    }

    /**
     * The gauge is greater than a limit. Unless {@link Above#clearingBelow} says otherwise, it clears a tenth of the limit
     * below it; above 0 clears at 0.
     *
     * @param limit the limit, in the gauge's own unit; a number equal to it is not above it
     * @return the rule so far
     */
    public Above above(double limit) {
        return new Above(Level.of(metric, true, limit), Remedy.NONE);
    }

    /**
     * The gauge is less than a limit. Unless {@link Below#clearingAbove} says otherwise, it clears a tenth of the limit
     * above it, for a ratio at 1 at the latest; below 0 clears at 0. For whole things write the limit in between:
     * {@code below(0.5).clearingAbove(1)} is none left, and clears at one.
     *
     * @param limit the limit, in the gauge's own unit; a number equal to it is not below it
     * @return the rule so far
     */
    public Below below(double limit) {
        return new Below(Level.of(metric, false, limit), Remedy.NONE);
    }

    /**
     * The gauge is greater than a window ago, by an amount or more. Unless {@link Changing#clearingBelow} says otherwise,
     * it clears when the rise is down to nine tenths of the amount.
     *
     * @param amount how much, greater than 0, in the gauge's own unit
     * @param window how long ago the gauge is compared with, longer than the loop's period and than the time from one sample
     *     of the gauge to the next; before it is full for the first time, and again after a hole in time or in the samples, the
     *     rise counts as unknown
     * @return the rule so far
     */
    public Changing risingBy(double amount, Duration window) {
        return new Changing(Change.of(metric, true, amount, window), Remedy.NONE);
    }

    /**
     * The gauge is less than a window ago, by an amount or more; otherwise as {@link #risingBy}.
     *
     * @param amount how much, greater than 0, in the gauge's own unit
     * @param window how long ago the gauge is compared with, longer than the loop's period and than the time from one sample
     *     of the gauge to the next
     * @return the rule so far
     */
    public Changing fallingBy(double amount, Duration window) {
        return new Changing(Change.of(metric, false, amount, window), Remedy.NONE);
    }

    /**
     * The health is {@link Status#DOWN}; clears when it is DEGRADED or UP.
     *
     * @return the rule so far
     */
    public Plain isDown() {
        return new Plain(new Ailment(metric, Status.DOWN, Dwell.NONE), Remedy.NONE);
    }

    /**
     * The health is {@link Status#DEGRADED} or {@link Status#DOWN}; clears when it is UP.
     *
     * @return the rule so far
     */
    public Plain isDegraded() {
        return new Plain(new Ailment(metric, Status.DEGRADED, Dwell.NONE), Remedy.NONE);
    }

    /**
     * Holds while the gauge is unusual for itself, judged by what it did before; at most about one false alarm a week. Needs
     * no threshold and no configuration; says nothing for the first twenty minutes, and little of an hour of the day that it
     * has not seen before.
     *
     * @return the rule so far
     */
    public Plain isUnusual() {
        return isUnusual(Oddity.USUAL);
    }

    /**
     * The same with another number of false alarms.
     *
     * @param falseAlarmsAMonth how many in 30 days are acceptable for this gauge, greater than 0
     * @return the rule so far
     */
    public Plain isUnusual(double falseAlarmsAMonth) {
        return new Plain(new Oddity(metric, falseAlarmsAMonth, Dwell.NONE), Remedy.NONE);
    }

    /**
     * Holds while the gauge is on its way to where it runs out, and likely there within a time: told from its own past, by
     * three looks ahead in a row, each ten minutes apart (a 144th of a time of less than a day). Clears when three looks in a
     * row see it half as far off again, or see no end. It says nothing of a gauge that it has not watched for a 24th of the
     * time, and judges the effect of an action by what that has freed.
     *
     * <p>A ratio runs out at 1; what is free, available, usable, left, remaining or headroom, by a part of its name, at 0; for
     * anything else use {@link #runsOutWithin(Duration, double)}.
     *
     * <p>There is time, so act early and gently: give it a rung of its own beside the threshold's stronger ladder.
     *
     * @param within how soon is too soon, from 10 minutes to a year
     * @return the rule so far
     */
    public Plain runsOutWithin(Duration within) {
        Objects.requireNonNull(within, "within");
        return new Plain(new Dwindling(metric, within, OptionalDouble.empty(), Dwell.NONE), Remedy.NONE);
    }

    /**
     * The same where the gauge's name does not say where it runs out, as of {@code orders.queued}.
     *
     * @param within how soon is too soon, from 10 minutes to a year
     * @param limit where it runs out, in the gauge's own unit; from below or from above, by where the first values of the gauge
     *     are, also those after a deployment
     * @return the rule so far
     */
    public Plain runsOutWithin(Duration within, double limit) {
        Objects.requireNonNull(within, "within");
        return new Plain(new Dwindling(metric, within, OptionalDouble.of(limit), Dwell.NONE), Remedy.NONE);
    }
}
