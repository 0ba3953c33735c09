package io.selfheal.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by a name whether its value is nobody's business. Rather once too often. */
final class Secrets {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");
    private static final Set<String> WORDS =
            Set.of("password", "passwd", "passphrase", "token", "secret", "credential");

    private Secrets() {}

    static boolean looksSecret(String name) {
        return BETWEEN_WORDS
                .splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.endsWith("key")
                        || word.endsWith("keys")
                        || WORDS.stream().anyMatch(word::contains));
    }
}
