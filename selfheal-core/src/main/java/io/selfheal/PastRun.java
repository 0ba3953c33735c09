package io.selfheal;

import java.time.Duration;

/**
 * A run of an action, as the record keeps it for other processes: by how long ago it was, since the readings of a
 * {@link Ticker} mean nothing to them.
 *
 * @param incident the incident it was for
 * @param problem the problem of that incident
 * @param component the component that was sick
 * @param target the component that the action worked on; mostly the same
 * @param action the action's id
 * @param sinceStart how long ago it was started
 * @param sinceEnd how long ago it ended; zero while it does not return, or is undone
 * @param verdict what verification found
 */
public record PastRun(
        String incident,
        String problem,
        String component,
        String target,
        String action,
        Duration sinceStart,
        Duration sinceEnd,
        Verdict verdict) {
    private static final Duration MOST = Duration.ofDays(30);

    /** Escapes and caps the texts; throws {@link IllegalArgumentException} if a time is not from zero to 30 days ago. */
    public PastRun {
        if (isOdd(sinceStart) || isOdd(sinceEnd)) {
            throw new IllegalArgumentException("a run that started " + sinceStart + " ago and ended " + sinceEnd
                    + " ago: both must be from zero to 30 days");
        }
        incident = Text.name(incident);
        problem = Text.name(problem);
        component = Text.name(component);
        target = Text.name(target);
        action = Text.name(action);
    }

    private static boolean isOdd(Duration ago) {
        return ago.isNegative() || ago.compareTo(MOST) > 0;
    }
}
