package io.selfheal.diagnose;

/** A metric's name, or one with a {@code *} that stands for any text of one character or more. */
final class Pattern {
    private Pattern() {}

    static boolean fits(String pattern) {
        return !pattern.isBlank() && pattern.indexOf('*') == pattern.lastIndexOf('*');
    }

    static boolean whole(String pattern) {
        return pattern.indexOf('*') < 0;
    }

    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        int rest = pattern.length() - star - 1;
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length()
                        && name.regionMatches(0, pattern, 0, star)
                        && name.regionMatches(name.length() - rest, pattern, star + 1, rest);
    }
}
