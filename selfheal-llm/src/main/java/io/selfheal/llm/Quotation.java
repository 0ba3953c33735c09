package io.selfheal.llm;

import java.util.regex.Pattern;

/** A model's own words within a sentence of the library: short, in quotation marks, and unable to end them. */
final class Quotation {
    private static final int LONGEST = 60;
    private static final Pattern MARKS = Pattern.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]");

    private Quotation() {}

    static String of(String words) {
        String within = MARKS.matcher(words).replaceAll("'");
        return '"' + (within.length() <= LONGEST ? within : Texts.cut(within, LONGEST)) + '"';
    }
}
