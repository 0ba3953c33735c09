package io.selfheal;

/**
 * One number (or one health) that shows a symptom, with what it was held against.
 *
 * @param metric what was observed
 * @param limit what it was held against, in words: {@code above 90 % for 30 s}; escaped and capped at 1,000 characters
 */
public record Finding(Metric metric, String limit) {
    /** Escapes and caps the text. */
    public Finding {
        limit = Text.detail(limit);
    }

    /** The finding as a person reads it: {@code memory.used.ratio is 91 % (above 90 % for 30 s)}. */
    public String shown() {
        return metric.name() + " is " + metric.shown() + (limit.isEmpty() ? "" : " (" + limit + ")");
    }
}
