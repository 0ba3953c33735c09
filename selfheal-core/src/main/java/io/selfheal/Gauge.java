package io.selfheal;

/**
 * A number at one instant. A value that is NaN or infinite is kept as it came, but counts as missing: it neither raises
 * nor clears a symptom.
 *
 * @param name the dotted name, unit last; escaped and capped at 200 characters
 * @param value the number, in the base unit that the name declares (see {@link Unit})
 * @param detail what else a reader may want to know; empty for nothing; escaped and capped at 1,000 characters
 */
public record Gauge(String name, double value, String detail) implements Metric {
    /** Escapes and caps the text; throws {@link NullPointerException} for a null name or detail. */
    public Gauge {
        name = Text.name(name);
        detail = Text.detail(detail);
    }

    /**
     * A gauge without a detail.
     *
     * @param name the dotted name, unit last
     * @param value the number
     * @return the gauge
     */
    public static Gauge of(String name, double value) {
        return new Gauge(name, value, "");
    }

    /** The unit that the name declares. */
    public Unit unit() {
        return Unit.of(name);
    }

    @Override
    public String shown() {
        return unit().format(value);
    }
}
