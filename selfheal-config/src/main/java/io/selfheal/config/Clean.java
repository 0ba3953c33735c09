package io.selfheal.config;

import io.selfheal.Health;

/** Text from a file made harmless for a log line, exactly as events do it: their own constructor is asked. */
final class Clean {
    /** More of a wrong value helps nobody. */
    private static final int SHOWN = 60;

    private Clean() {}

    static String name(String text) {
        return Health.up(text).name();
    }

    static String sentence(String text) {
        return Health.down("", text).detail();
    }

    /** A value in quotes, cut after a line's worth. */
    static String quoted(String text) {
        int end = Math.min(text.length(), SHOWN);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return "\"" + text.substring(0, end) + (end < text.length() ? "…" : "") + "\"";
    }
}
