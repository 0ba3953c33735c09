package io.selfheal;

import java.time.Duration;
import java.time.Instant;

/**
 * When a gauge reaches its limit, as foreseen.
 *
 * @param metric the gauge; escaped and capped
 * @param component whose gauge it is; escaped and capped
 * @param limit where it runs out, in the gauge's unit
 * @param perHour how fast it nears that, in the gauge's unit an hour: positive for one that grows, negative for one that
 *     falls, 0 for one that is there
 * @param trend for how long it has done so
 * @param time when this was foreseen, on the wall clock
 * @param soonest the near end of the 90 % interval, from then on; zero or more
 * @param likely the best guess; not less than {@code soonest}
 * @param latest the far end of the 90 % interval; not less than {@code likely}
 * @param accelerating whether it is getting faster
 * @param assumed whether it is no forecast but goes by the pace before an action, from where the gauge is since; until enough
 *     was seen of the time after it
 */
public record Exhaustion(
        String metric,
        String component,
        double limit,
        double perHour,
        Duration trend,
        Instant time,
        Duration soonest,
        Duration likely,
        Duration latest,
        boolean accelerating,
        boolean assumed) {
    private static final Duration YEAR = Duration.ofDays(365);

    /** Escapes and caps the texts. */
    public Exhaustion {
        metric = Text.name(metric);
        component = Text.name(component);
    }

    /** As a person says it: {@code grows 38 MiB/h for 5 h, full in 6 h to 9 h (90 %)}. */
    public String shown() {
        return perHour == 0 ? end() + " " + span() : pace() + ", " + end() + " " + span();
    }

    private String pace() {
        Unit unit = Unit.of(metric);
        String speed = unit.format(Math.abs(perHour))
                + (unit == Unit.RATE ? " an hour" : "/h")
                + (accelerating ? " and ever faster" : "");
        return assumed
                ? (perHour < 0 ? "shrank " : "grew ") + speed + " before an action"
                : (perHour < 0 ? "shrinks " : "grows ") + speed + " for " + about(trend);
    }

    private String end() {
        Unit unit = Unit.of(metric);
        if (perHour < 0 || limit == 0) {
            return limit == 0 ? "used up" : "down to " + unit.format(limit);
        }
        return unit == Unit.BYTES || (unit == Unit.RATIO && limit == 1) ? "full" : "at " + unit.format(limit);
    }

    private String span() {
        if (likely.isZero()) {
            return "now";
        }
        if (assumed) {
            return "in " + about(likely) + " at that pace";
        }
        if (latest.compareTo(YEAR) > 0) {
            return "in " + about(soonest) + " or more, likely " + about(likely) + " (90 %)";
        }
        String from = about(soonest);
        String to = about(latest);
        return (from.equals(to) ? "in about " + from : "in " + from + " to " + to) + " (90 %)";
    }

    /** No more digits than a forecast is worth. */
    private static String about(Duration time) {
        double seconds = time.toSeconds();
        double unit = seconds < 120 ? 1 : seconds < 7_200 ? 60 : seconds < 172_800 ? 3_600 : 86_400;
        double rounded = seconds / unit < 3 ? Math.rint(seconds / unit * 10) / 10 : Math.rint(seconds / unit);
        return Unit.SECONDS.format(rounded * unit);
    }
}
