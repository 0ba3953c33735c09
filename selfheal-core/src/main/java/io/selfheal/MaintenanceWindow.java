package io.selfheal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A time of day at which nothing is done about a component, or about any: trouble is seen and told as always. It follows
 * the wall clock, since that is what people plan by.
 *
 * @param days the days on which it begins; at least one
 * @param from when it begins
 * @param to when it ends, the next day if not after {@code from}; the end itself is outside
 * @param zone whose wall clock
 * @param component whose healing rests; empty for every component
 * @param reason why, for the record
 */
public record MaintenanceWindow(
        Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, String component, String reason) {
    /** Escapes and caps the texts and copies the days; throws {@link IllegalArgumentException} if there is no day. */
    public MaintenanceWindow {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a maintenance window without a day never begins: name a day");
        }
        days = Set.copyOf(days);
        component = Text.name(component);
        reason = Text.detail(reason);
    }

    /**
     * A window of every day, for every component.
     *
     * @param from when it begins
     * @param to when it ends
     * @param zone whose wall clock
     * @return the window
     */
    public static MaintenanceWindow daily(LocalTime from, LocalTime to, ZoneId zone) {
        return new MaintenanceWindow(EnumSet.allOf(DayOfWeek.class), from, to, zone, "", "");
    }

    /**
     * The same window on some days only.
     *
     * @param first a day on which it begins
     * @param more further days
     * @return the window
     */
    public MaintenanceWindow on(DayOfWeek first, DayOfWeek... more) {
        return new MaintenanceWindow(EnumSet.of(first, more), from, to, zone, component, reason);
    }

    /**
     * The same window for one component only.
     *
     * @param component whose healing rests
     * @return the window
     */
    public MaintenanceWindow of(String component) {
        return new MaintenanceWindow(days, from, to, zone, component, reason);
    }

    /**
     * The same window with a reason.
     *
     * @param reason why, for the record
     * @return the window
     */
    public MaintenanceWindow because(String reason) {
        return new MaintenanceWindow(days, from, to, zone, component, reason);
    }

    /** Whether it covers a component at an instant. */
    boolean covers(String other, Instant now) {
        return (component.isEmpty() || component.equals(other)) && (begunOn(now, 0) || begunOn(now, 1));
    }

    private boolean begunOn(Instant now, int daysAgo) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime begin =
                local.toLocalDate().minusDays(daysAgo).atTime(from).atZone(zone);
        ZonedDateTime end = local.toLocalDate()
                .minusDays(to.isAfter(from) ? daysAgo : daysAgo - 1)
                .atTime(to)
                .atZone(zone); // not so many hours later: a clock may be set in between
        return days.contains(begin.getDayOfWeek()) && !local.isBefore(begin) && local.isBefore(end);
    }
}
