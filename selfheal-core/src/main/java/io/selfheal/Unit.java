package io.selfheal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a gauge's number counts, told by the last segment of its dotted name: {@code memory.used.ratio} is a
 * {@link #RATIO}, {@code disk.free.bytes} are {@link #BYTES}. A name without a known last segment is a {@link #COUNT}.
 *
 * <p>As in Prometheus, base units only: seconds and not milliseconds, bytes and not megabytes, a ratio from 0 to 1 and
 * not a percentage.
 */
public enum Unit {
    /** A share from 0 to 1, or beyond 1 where more than the whole is possible. */
    RATIO("ratio"),
    /** Bytes. */
    BYTES("bytes"),
    /** Seconds. */
    SECONDS("seconds"),
    /** Events per second. */
    RATE("rate"),
    /** A plain number of things. */
    COUNT("count");

    private static final Map<String, Unit> MISFITS = Map.ofEntries(
            Map.entry("percent", RATIO),
            Map.entry("percentage", RATIO),
            Map.entry("pct", RATIO),
            Map.entry("millis", SECONDS),
            Map.entry("milliseconds", SECONDS),
            Map.entry("ms", SECONDS),
            Map.entry("micros", SECONDS),
            Map.entry("nanos", SECONDS),
            Map.entry("minutes", SECONDS),
            Map.entry("kb", BYTES),
            Map.entry("mb", BYTES),
            Map.entry("gb", BYTES),
            Map.entry("kib", BYTES),
            Map.entry("mib", BYTES),
            Map.entry("gib", BYTES));

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /**
     * The unit that a metric's name declares.
     *
     * @param metric a dotted name
     * @return the unit; {@link #COUNT} where the name declares none
     */
    public static Unit of(String metric) {
        for (Unit unit : values()) {
            if (metric.endsWith(unit.suffix) && isLastSegment(metric, unit.suffix)) {
                return unit;
            }
        }
        return COUNT;
    }

    /**
     * What is wrong with the unit in a name, and the fix.
     *
     * @param metric a dotted name
     * @return the problem; empty if there is none
     */
    public static Optional<String> problemWith(String metric) {
        String last = metric.substring(metric.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Unit right = MISFITS.get(last);
        return right == null
                ? Optional.empty()
                : Optional.of(
                        "metric \"" + metric + "\" is in \"" + last + "\", which is not a unit here; report it as \""
                                + metric.substring(0, metric.length() - last.length()) + right.suffix + "\" instead");
    }

    /**
     * A number of this unit as a person reads it: {@code 91 %}, {@code 1.5 GiB}, {@code 250 ms}.
     *
     * @param value any number; NaN and infinities are spelt out
     * @return the text, in the same form in every locale
     */
    public String format(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return switch (this) {
            case RATIO -> Words.number(value * 100) + " %";
            case BYTES -> Words.bytes(value);
            case SECONDS -> Words.seconds(value);
            case RATE -> Words.number(value) + "/s";
            case COUNT -> Words.number(value);
        };
    }

    private static boolean isLastSegment(String metric, String suffix) {
        int before = metric.length() - suffix.length() - 1;
        return before < 0 || metric.charAt(before) == '.';
    }
}
