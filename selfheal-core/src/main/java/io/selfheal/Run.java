package io.selfheal;

import java.time.Duration;
import java.util.Optional;

/**
 * One past or present execution of an action. Times are readings of the loop's {@link Ticker}, also for what happened
 * before a restart: those are set back by the time that the wall clock says has passed, and never into the future.
 *
 * @param incident the incident it was for
 * @param problem the problem of that incident
 * @param component the component that was sick
 * @param target the component that the action worked on; mostly the same
 * @param action the action's id
 * @param started when it was started
 * @param ended when it returned, failed, or, if it never returned, was found to be over; equal to {@code started} while
 *     it runs
 * @param running whether it is still running, its undoing included: true also after a timeout until its thread returned
 * @param verdict what verification found; empty before
 */
public record Run(
        String incident,
        String problem,
        String component,
        String target,
        String action,
        long started,
        long ended,
        boolean running,
        Optional<Verdict> verdict) {
    /**
     * Time since the end; zero while it runs.
     *
     * @param nanos now, on the same ticker
     * @return the time that passed
     */
    public Duration sinceEnd(long nanos) {
        return running ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanos - ended));
    }
}
