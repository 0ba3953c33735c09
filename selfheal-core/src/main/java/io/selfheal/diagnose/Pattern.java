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
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length()
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }
}
