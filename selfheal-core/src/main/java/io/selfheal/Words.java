package io.selfheal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
final class Words {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Words() {}

    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e15) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
        // Rounds as String.format does, for a fraction of its cost: numbers are written at many turns.
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
        return (digits == 0 ? rounded : rounded.stripTrailingZeros()).toPlainString();
    }

    static String bytes(double value) {
        double size = value;
        int power = 0;
        while (Math.abs(size) >= 1024 && power < BINARY.length - 1) {
            size /= 1024;
            power++;
        }
        return number(size) + " " + BINARY[power];
    }

    static String bytes(long value) {
        return bytes((double) value);
    }

    static String seconds(double value) {
        double size = Math.abs(value);
        if (size != 0 && size < 1e-3) {
            return number(value * 1e6) + " µs";
        }
        if (size != 0 && size < 1) {
            return number(value * 1e3) + " ms";
        }
        if (size < 120) {
            return number(value) + " s";
        }
        if (size < 7200) {
            return number(value / 60) + " min";
        }
        return size < 172_800 ? number(value / 3600) + " h" : number(value / 86_400) + " days";
    }

    static String duration(Duration value) {
        return seconds(value.toNanos() / 1e9);
    }
}
