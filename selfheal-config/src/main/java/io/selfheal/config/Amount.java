package io.selfheal.config;

import io.selfheal.Unit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number to hold a gauge against, in the gauge's base unit.
 *
 * @param number the number
 * @param unit what it counts; empty if it stands there plainly, as what the gauge counts
 */
record Amount(double number, Optional<Unit> unit) {
    private static final String NUMBER = "-?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,2})?";
    private static final Pattern PARTS = Pattern.compile("(" + NUMBER + ") ?(.*)");

    private static final Map<String, Scale> UNITS = Map.ofEntries(
            Map.entry("", new Scale("1", Optional.empty())),
            Map.entry("%", new Scale("0.01", Optional.of(Unit.RATIO))),
            Map.entry("B", bytes(1, 0)),
            Map.entry("kB", bytes(1_000, 1)),
            Map.entry("MB", bytes(1_000, 2)),
            Map.entry("GB", bytes(1_000, 3)),
            Map.entry("TB", bytes(1_000, 4)),
            Map.entry("KiB", bytes(1_024, 1)),
            Map.entry("MiB", bytes(1_024, 2)),
            Map.entry("GiB", bytes(1_024, 3)),
            Map.entry("TiB", bytes(1_024, 4)),
            Map.entry("ms", new Scale("0.001", Optional.of(Unit.SECONDS))),
            Map.entry("s", new Scale("1", Optional.of(Unit.SECONDS))),
            Map.entry("m", new Scale("60", Optional.of(Unit.SECONDS))),
            Map.entry("h", new Scale("3600", Optional.of(Unit.SECONDS))),
            Map.entry("d", new Scale("86400", Optional.of(Unit.SECONDS))),
            Map.entry("/s", new Scale("1", Optional.of(Unit.RATE))));

    static final Word<Amount> WORD = Word.of(
                    "a number such as 100, 90 %, 512MiB, 250ms or 5/s",
                    "^" + NUMBER + " ?(?:%|k?B|[MGT]B|[KMGT]iB|ms|s|m|h|d|/s)?$", Amount::parsed)
            .or(Map.of("type", "number"));

    /** A share of the whole, above nothing. */
    static final Word<Double> SHARE = Word.of(
                    "a share such as 50 % or 0.5, above 0 and up to 100 %",
                    "^\\d{1,3}(?:\\.\\d{1,9})?(?: ?%)?$", text -> {
                        double share = parsed(text).number();
                        if (share <= 0 || share > 1) {
                            throw new Misfit();
                        }
                        return share;
                    })
            .or(Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 1));

    /** A chance that is neither none nor certain. */
    static final Word<Double> CHANCE = Word.of(
                    "a chance such as 90 % or 0.9, above 0 and below 100 %",
                    "^\\d{1,2}(?:\\.\\d{1,9})?(?: ?%)?$", text -> {
                        double chance = parsed(text).number();
                        if (chance <= 0 || chance >= 1) {
                            throw new Misfit();
                        }
                        return chance;
                    })
            .or(Map.of("type", "number", "exclusiveMinimum", 0, "exclusiveMaximum", 1));

    /** By what odds are multiplied. */
    static final Word<Double> FACTOR = Word.of(
                    "a factor such as 3, above 0 and up to 1000", "^\\d{1,4}(?:\\.\\d{1,9})?$", text -> {
                        double factor = parsed(text).number();
                        if (factor <= 0 || factor > 1_000) {
                            throw new Misfit();
                        }
                        return factor;
                    })
            .or(Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 1_000));

    /** A number above nothing. */
    static final Word<Double> POSITIVE = Word.of(
                    "a number above 0 such as 4 or 0.5", "^\\d{1,6}(?:\\.\\d{1,9})?$", text -> {
                        double number = parsed(text).number();
                        if (number <= 0) {
                            throw new Misfit();
                        }
                        return number;
                    })
            .or(Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 999_999.999_999_999));

    private record Scale(String factor, Optional<Unit> unit) {}

    /** Why it cannot be held against a gauge; empty if it can. */
    Optional<String> misfit(String metric) {
        Unit counted = Unit.of(metric);
        return unit.filter(own -> own != counted)
                .map(own -> "found an amount in " + told(own) + ", expected " + told(counted) + " such as "
                        + example(counted) + ", as \"" + metric + "\" is a gauge of those by its name");
    }

    private static String told(Unit unit) {
        return switch (unit) {
            case RATIO -> "a share";
            case BYTES -> "bytes";
            case SECONDS -> "time";
            case RATE -> "events a second";
            case COUNT -> "a plain number";
        };
    }

    private static String example(Unit unit) {
        return switch (unit) {
            case RATIO -> "90 % or 0.9";
            case BYTES -> "512MiB";
            case SECONDS -> "250ms";
            case RATE -> "5/s";
            case COUNT -> "100";
        };
    }

    private static Amount parsed(String text) throws Misfit {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new Misfit();
        }
        Scale unit = UNITS.get(parts.group(2));
        if (unit == null) {
            throw new Misfit();
        }
        // In decimals, so that 90 % is the same number as 0.9 in code.
        double number = new BigDecimal(parts.group(1))
                .multiply(new BigDecimal(unit.factor()))
                .doubleValue();
        return new Amount(number, unit.unit());
    }

    private static Scale bytes(long base, int power) {
        return new Scale(BigDecimal.valueOf(base).pow(power).toString(), Optional.of(Unit.BYTES));
    }
}
