package io.selfheal.rule;

import io.selfheal.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Numbers and durations as sentences, ids and problems write them. */
final class Phrase {
    private Phrase() {}

    /** A number as a host would write it: {@code 0.9}, {@code 1000000000}; powers of ten only where it is very long. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        return size != 0 && (size >= 1e15 || size < 1e-6)
                ? Double.toString(value)
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** A duration for a reader: {@code 30 s}. */
    static String duration(Duration time) {
        return Unit.SECONDS.format(time.getSeconds() + time.getNano() / 1e9);
    }

    /** A duration for an id: {@code 1h30m}. */
    static String slug(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** A duration in nanoseconds; what is longer than they can count (292 years) is cut to that. */
    static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
                ? Long.MAX_VALUE
                : time.isNegative() ? 0 : time.toNanos();
    }
}
