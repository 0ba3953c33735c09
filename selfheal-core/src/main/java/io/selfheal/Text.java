package io.selfheal;

/**
 * Text from outside made harmless: every control, format and separator character escaped and the length capped, so that
 * it can neither forge a log line nor fill a disk. Clean text comes back as the same object.
 */
final class Text {
    /** Longest metric, component or action name that is kept. */
    static final int NAME = 200;
    /** Longest detail, reason or message that is kept. */
    static final int DETAIL = 1_000;

    private Text() {}

    static String name(String text) {
        return clean(text, NAME);
    }

    static String detail(String text) {
        return clean(text, DETAIL);
    }

    static String clean(String text, int longest) {
        int length = text.length();
        if (length <= longest) {
            int i = 0;
            while (i < length && harmless(text, i)) {
                i++;
            }
            if (i == length) {
                return text;
            }
        }
        return escape(text, longest);
    }

    /** Words that cannot end the quotation in which they are told, and go on as if somebody else said so. */
    static String quotable(String words) {
        return words.replaceAll("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]", "'");
    }

    /** Somebody else's words, quoted. */
    static String quoted(String words) {
        return '"' + quotable(words) + '"';
    }

    private static String escape(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest) + 16);
        int i = 0;
        while (i < text.length() && out.length() < longest) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (harmless(text, i)) {
                        out.append(c);
                    } else {
                        out.append("\\u");
                        String hex = Integer.toHexString(c);
                        out.append("0000", 0, 4 - hex.length()).append(hex);
                    }
                }
            }
            i++;
        }
        if (out.length() > longest) {
            out.setLength(longest);
        }
        if (i < text.length() || out.length() == longest) {
            int end = out.length();
            if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
                out.setLength(end - 1);
            }
        }
        return i < text.length() ? out.append('…').toString() : out.toString();
    }

    /** Plain characters and whole surrogate pairs; not what breaks lines, hides, or turns the direction of reading. */
    private static boolean harmless(String text, int i) {
        char c = text.charAt(i);
        if (c < 0x7f) {
            return c >= 0x20;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && visible(Character.getType(text.codePointAt(i)));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) && harmless(text, i - 1);
        }
        return visible(Character.getType(c));
    }

    private static boolean visible(int type) {
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED;
    }
}
