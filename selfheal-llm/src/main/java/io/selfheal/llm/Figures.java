package io.selfheal.llm;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers that a model was told, and the names: a number in a name is none that it may say of anything else. */
final class Figures {
    /** In one piece, in whatever digits: {@code 1,000} and {@code 1e5} are other numbers than their parts. */
    private static final Pattern NUMBER = Pattern.compile("\\p{N}++(?:[.,'\u2019_]\\p{N}++)*+(?:[eE][+-]?\\p{N}++)?+");

    private final Set<String> numbers = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /** Notes a number that is told. */
    String number(String told) {
        Matcher in = NUMBER.matcher(told);
        while (in.find()) {
            numbers.add(in.group());
        }
        return told;
    }

    /** Notes a name that is told. */
    String name(String told) {
        if (told.codePoints().anyMatch(Character::isLetter)) {
            names.add(told);
        }
        return told;
    }

    /** Throws if a text says a number that was not told. */
    void check(String text) throws Discarded {
        Matcher said = NUMBER.matcher(withoutNames(text));
        while (said.find()) {
            if (!numbers.contains(said.group())) {
                throw new Discarded("WrongEvidence", "it says " + said.group() + ", which is not in the record");
            }
        }
    }

    private String withoutNames(String text) {
        if (names.isEmpty()) {
            return text;
        }
        String longestFirst = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?iu)(?<![\\p{L}\\p{N}_])(?:", ")(?![\\p{L}\\p{N}_])"));
        return text.replaceAll(longestFirst, " ");
    }
}
