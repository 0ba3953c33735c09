package io.selfheal.llm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what identifies or unlocks: secrets and tokens, e-mail and network addresses. What is replaced is
 * replaced by a {@linkplain Pseudonyms pseudonym}. Rather too much than too little: any long word of mixed letters and digits
 * counts as a secret.
 */
final class Redaction {
    private static final String GAP = "\\\\u(?:000[9a-dA-D]|0020|0085|00[aA]0|202[89])";

    /** Escapes and invisible characters that could tear a secret apart. */
    private static final Pattern INVISIBLE = Pattern.compile("(?!" + GAP + ")\\\\u[0-9a-fA-F]{4}|\\p{Cf}");

    /** What could join a secret to the word before it, which then would not be seen to end there. */
    private static final Pattern GAPS = Pattern.compile(GAP + "|\\\\[nrt]|[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final String KEY =
            "(?:pass(?:word|wd|phrase)?|pwd|secret|token|api.?key|access.?key|private.?key|credentials?"
                    + "|auth(?:orization)?|session(?:.?id)?|cookie|signature|\\bsig)";

    /** A value as the first group: in quotation marks, escaped ones as of JSON in JSON too, or up to the next gap. */
    private static final String VALUE = "((\\\\{1,8}+)([\"'])"
            + "(?:[^\"'\\\\]{1,500}+|(?!\\3)[\"']|\\\\{1,16}+(?![\"'])|(?!\\2\\3)\\\\{1,16}+[\"']){0,200}+(?:\\2\\3)?+"
            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,200}+\"?+"
            + "|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+){0,200}+'?+"
            + "|[^\\s\"',;&]++)";

    private static final List<Mask> MASKS = List.of(
            new Mask("secret", "(?is)-----BEGIN .{0,2000}?(-----END [A-Z ]{1,40}-----|$)", 0),
            new Mask(
                    "secret",
                    "(?is)<(?!/|secret-\\d{1,9}+>)(?=[^<>]{0,200}?" + KEY + ")[^<>]{1,500}+(?<!/)>\\s*+"
                            + "(<!\\[CDATA\\[.{0,1000}?(?:]]>|$)|[^<]++)",
                    1),
            new Mask("secret", "(?i)://([^/\\s@]{1,200})@", 1),
            new Mask("secret", "(?i)\\b(?:bearer|basic|token|digest)\\s++([\\w.~+/=-]{6,}+)", 1),
            new Mask(
                    "secret",
                    "(?i)" + KEY + "(?:\\\\{0,8}+[\"'])?+\\s{0,3}+(?:=>|[:=]{1,2}+|\\bis\\b)\\s{0,3}+" + VALUE,
                    1),
            new Mask("secret", "(?i)(?<![\\w-])--?[\\w.-]{0,40}?" + KEY + "[\\w.-]{0,40}+\\s++" + VALUE, 1),
            new Mask("secret", "\\beyJ[\\w-]{5,}+(?:\\.[\\w-]*+){0,2}+", 0),
            new Mask("secret", "\\b(?:sk|pk|rk|gh[pousr]|xox[abeprs]|glpat|AKIA|ASIA|AIza|npm)[-_]?[\\w-]{8,}+", 0),
            new Mask("email", "[\\w.+%-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}", 0),
            new Mask("secret", "(?<![\\w])(?=[\\w+/=-]{0,200}\\d)(?=[\\w+/=-]{0,200}[A-Za-z])[\\w+/=-]{20,}+", 0),
            new Mask("ip", "(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d])", 0),
            new Mask("mac", "(?i)(?<![\\w:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\\w:])", 0),
            new Mask(
                    "ip",
                    "(?i)(?<![\\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[0-9a-f:]{0,39}::)[0-9a-f:]{2,39})"
                            + "(?:%\\w{1,16})?(?![\\w:])",
                    0),
            new Mask("number", "(?<!\\d)\\d(?:[ -]?\\d){11,18}(?!\\d)", 0));

    private Redaction() {}

    private record Mask(String kind, Pattern pattern, int group) {
        Mask(String kind, String pattern, int group) {
            this(kind, Pattern.compile(pattern), group);
        }
    }

    /** The text with pseudonyms in it. */
    static String of(String text, Pseudonyms pseudonyms) {
        String left = GAPS.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ");
        for (Mask mask : MASKS) {
            left = replaced(left, mask, pseudonyms);
        }
        return left;
    }

    /** Whether there is nothing to take out. */
    static boolean harmless(String text) {
        return of(text, new Pseudonyms()).equals(text);
    }

    private static String replaced(String text, Mask mask, Pseudonyms pseudonyms) {
        Matcher matcher = mask.pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            String found = matcher.group(mask.group);
            if (found.isEmpty() || found.startsWith("<secret-")) {
                continue;
            }
            out.append(text, from, matcher.start(mask.group)).append(pseudonyms.mark(mask.kind, found));
            from = matcher.end(mask.group);
        }
        return out.append(text, from, text.length()).toString();
    }
}
