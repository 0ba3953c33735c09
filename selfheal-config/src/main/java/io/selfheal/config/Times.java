package io.selfheal.config;

import io.selfheal.Unit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of values that are about time. */
final class Times {
    static final Duration MILLI = Duration.ofMillis(1);
    static final Duration DAY = Duration.ofDays(1);
    static final Duration YEAR = Duration.ofDays(365);

    /** A duration's form: {@code 30s}, {@code 1h 30m}, {@code PT30S}. */
    static final String FORM =
            "(?:\\d{1,9}(?:\\.\\d{1,9})? ?(?:ms|s|m|h|d) ?){0,4}\\d{1,9}(?:\\.\\d{1,9})? ?(?:ms|s|m|h|d)"
                    + "|P(?:\\d{1,9}D)?(?:T(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:\\.\\d{1,9})?S)?)?";

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|m|h|d)");
    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "ms", new BigDecimal("0.001"),
            "s", BigDecimal.ONE,
            "m", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3_600),
            "d", BigDecimal.valueOf(86_400));

    static final Word<LocalTime> TIME_OF_DAY =
            Word.of("a time of day such as 02:00", "^(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?$", LocalTime::parse);

    static final Word<ZoneId> ZONE = new Word<>(
            "a time zone such as Europe/Berlin or UTC",
            Pattern.compile("^[A-Za-z][A-Za-z0-9_+/:-]{0,99}$"),
            Map.of(),
            Word.TOLD,
            ZoneId.getAvailableZoneIds(),
            Times::zone);

    static final Word<DayOfWeek> DAY_OF_WEEK = Words.oneOf("a day", days());

    private Times() {}

    static Word<Duration> duration(Duration least, Duration most) {
        return Word.of(
                "a duration with its unit, such as 30s, 5m or 1h30m, from " + shown(least) + " to " + shown(most),
                "^(?:" + FORM + ")$",
                text -> within(parsed(text), least, most));
    }

    static Duration within(Duration duration, Duration least, Duration most) throws Misfit {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new Misfit();
        }
        return duration;
    }

    static Duration parsed(String text) throws Misfit {
        if (text.startsWith("P")) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new Misfit();
            }
        }
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds = seconds.add(
                    new BigDecimal(part.group(1)).multiply(SECONDS.getOrDefault(part.group(2), BigDecimal.ONE)));
        }
        BigDecimal whole = new BigDecimal(seconds.toBigInteger());
        return Duration.ofSeconds(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValue());
    }

    static String shown(Duration duration) {
        if (duration.compareTo(DAY) >= 0) {
            return duration.toDays() + "d";
        }
        return Unit.SECONDS.format(duration.toNanos() / 1e9).replace(" ", "");
    }

    private static ZoneId zone(String text) throws Misfit {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Misfit();
        }
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : List.of(DayOfWeek.values())) {
            days.put(day.name().toLowerCase(Locale.ROOT), day);
            days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
        }
        return days;
    }
}
