package io.selfheal.detect;

import java.time.Duration;

/**
 * When a series reaches its limit, as seen from its last point on.
 *
 * @param soonest the near end of the 90 % interval; zero or more
 * @param likely the best guess; not less than {@code soonest}
 * @param latest the far end of the 90 % interval; not less than {@code likely}, at most ten years
 * @param perHour how fast the envelope of the series changes at present, in the gauge's unit an hour; positive for one that
 *     grows, negative for one that falls; finite
 * @param trend for how long it has been going on; zero or more
 * @param accelerating whether it is getting faster
 */
public record Forecast(
        Duration soonest, Duration likely, Duration latest, double perHour, Duration trend, boolean accelerating) {}
