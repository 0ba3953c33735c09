package io.selfheal.llm;

/** Text that Markdown shows as it is: no link, no image, no tag, no heading, no second line. */
final class Markdown {
    private Markdown() {}

    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ")
                .replaceAll("([\\\\`*_{}\\[\\]<>#|~!&])", "\\\\$1")
                .replaceAll("(?i)\\b(https?|ftp|mailto|www)([:.])", "$1\u200B$2");
    }
}
