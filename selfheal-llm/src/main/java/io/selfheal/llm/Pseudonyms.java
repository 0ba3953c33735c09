package io.selfheal.llm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Words in place of others, {@code metric-1}, {@code <email-2>}; the same word for the same thing, and the way back. */
final class Pseudonyms {
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> things = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** The word for a thing of a kind. */
    String word(String kind, String thing) {
        return word(kind, thing, "", "");
    }

    /** The word for a piece of a text: in angle brackets, so that it is seen to be one. */
    String mark(String kind, String thing) {
        return word(kind, thing, "<", ">");
    }

    private String word(String kind, String thing, String before, String after) {
        return words.computeIfAbsent(kind + ' ' + thing, key -> {
            String word = before + kind + '-' + counts.merge(kind, 1, Integer::sum) + after;
            things.put(word, thing);
            return word;
        });
    }

    /** A text with the things in place of their words, secrets apart; for the record at home. */
    String restored(String text) {
        String home = text;
        for (Map.Entry<String, String> entry : things.entrySet()) {
            if (!entry.getKey().startsWith("<secret-")) {
                home = replaced(home, entry.getKey(), entry.getValue());
            }
        }
        return home;
    }

    /** Whole words only: {@code metric-1} is not in {@code metric-12}. */
    private static String replaced(String text, String word, String thing) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
            int end = at + word.length();
            boolean whole = end == text.length() || !Character.isDigit(text.charAt(end)) || word.endsWith(">");
            out.append(text, from, at).append(whole ? thing : word);
            from = end;
        }
        return out.append(text, from, text.length()).toString();
    }
}
