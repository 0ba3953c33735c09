package io.selfheal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often a loop turns where its host leaves that to it. */
final class Pace {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Assumed: what strikes at once is seen within half a second, and more turns than that cost more than they tell. */
    private static final Duration QUICKEST = Duration.ofMillis(250);

    private Pace() {}

    /** What counts as a period: only what is much later than that is a hole in time, be the turns more frequent or not. */
    static Duration period(@Nullable Duration said) {
        return said == null ? SECOND : said;
    }

    /**
     * From turn to turn.
     *
     * @param said what the host has said; null for as often as the quickest probe asks for, four times a second at most, and once
     *     at least
     */
    static Duration of(@Nullable Duration said, List<Sensor> sensors) {
        if (said != null) {
            return said;
        }
        Duration quickest = SECOND;
        for (Sensor sensor : sensors) {
            quickest = sensor.interval().compareTo(quickest) < 0 ? sensor.interval() : quickest;
        }
        return quickest.compareTo(QUICKEST) < 0 ? QUICKEST : quickest;
    }
}
