package io.selfheal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Kinds of values that are names, places, or words to choose from. */
final class Words {
    static final Word<String> NAME = line("a name of 1 to 200 characters", 200);
    /** A name that is a key, where no variable is put in. */
    static final Word<String> KEY = Word.of(
            "a name of 1 to 200 characters without a variable",
            "^(?!.*\\$\\{)(?=.*\\S)[^\\u0000-\\u001f\\u007f]{1,200}$",
            text -> text);

    /** A metric's name, or several at once. */
    static final Word<String> METRICS = Word.of(
            "a metric's name, with one * at most in place of a part of it",
            "^(?=.*\\S)(?!.*\\*.*\\*)[^\\u0000-\\u001f\\u007f]{1,200}$",
            text -> text);

    /** What a process runs, by its name alone. */
    static final Word<String> PROGRAM = Word.of(
                    "a program's file name of 1 to 200 characters, without its folder",
                    "^(?=.*\\S)[^\\u0000-\\u001f\\u007f/\\\\]{1,200}$",
                    text -> text)
            .or(Map.of("type", List.of("number", "boolean")));

    static final Word<String> REASON = line("one sentence of at most 1000 characters", 1_000);

    static final Word<Path> PATH = Word.of("the path of a file", "^[^\\u0000]{1,2000}$", text -> {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Misfit();
        }
    });

    static final Word<URI> URL = new Word<>(
            "an address such as http://localhost:8080/health",
            Pattern.compile("^https?://[^\\s/?#][^\\s]*$"),
            Map.of(),
            Words::toldBy,
            List.of(),
            text -> {
                try {
                    return new URI(text);
                } catch (URISyntaxException e) {
                    throw new Misfit();
                }
            });

    static final Word<Boolean> YES_OR_NO =
            oneOf("one of", new TreeMap<>(Map.of("true", true, "false", false))).or(Map.of("type", "boolean"));

    private Words() {}

    static <T> Word<T> oneOf(String what, Map<String, T> words) {
        return new Word<>(
                what + ": " + String.join(", ", words.keySet()),
                Pattern.compile("^(?:" + String.join("|", words.keySet()) + ")$"),
                Map.of(),
                Word.TOLD,
                words.keySet(),
                text -> {
                    T word = words.get(text);
                    if (word == null) {
                        throw new Misfit();
                    }
                    return word;
                });
    }

    static <E extends Enum<E>> Word<E> oneOf(String what, Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E word : type.getEnumConstants()) {
            words.put(word.name().toLowerCase(Locale.ROOT), word);
        }
        return oneOf(what, words);
    }

    /** The same where words are joined by a hyphen: {@code share-down}. */
    static <E extends Enum<E>> Word<E> hyphened(String what, Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E word : type.getEnumConstants()) {
            words.put(word.name().toLowerCase(Locale.ROOT).replace('_', '-'), word);
        }
        return oneOf(what, words);
    }

    /** Of an address, events tell the host and the port. */
    private static boolean toldBy(Object address, String secret) {
        return address instanceof URI uri && (uri.getHost() + ":" + uri.getPort()).contains(secret);
    }

    /** One line that says something. */
    private static Word<String> line(String expected, int longest) {
        return Word.of(expected, "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]{1," + longest + "}$", text -> text)
                .or(Map.of("type", List.of("number", "boolean")));
    }
}
