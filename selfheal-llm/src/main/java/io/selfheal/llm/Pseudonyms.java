package io.selfheal.llm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in place of others, {@code metric-1}, {@code <email-2>}; the same word for the same thing, and the way back. */
final class Pseudonyms {
    /** Whole words only: {@code metric-1} is not in {@code metric-12}. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w])[a-z]{1,20}+-\\d{1,9}+(?![\\w])");

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> things = new HashMap<>();
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

    /**
     * A text with the things in place of their words, secrets apart; for the record at home. It is read once, since a thing may
     * itself look like a word, and ends with an ellipsis where it would be longer than {@code most}.
     */
    String restored(String text, int most) {
        StringBuilder home = new StringBuilder();
        Matcher word = WORD.matcher(text);
        int from = 0;
        while (home.length() <= most && word.find()) {
            boolean marked = marked(text, word);
            int start = marked ? word.start() - 1 : word.start();
            int end = marked ? word.end() + 1 : word.end();
            Optional<String> thing = thing(text.substring(start, end));
            if (thing.isPresent()) {
                home.append(text, from, start).append(thing.get());
                from = end;
            }
        }
        home.append(text, from, text.length());
        return home.length() <= most ? home.toString() : Texts.cut(home.toString(), most);
    }

    /** In the brackets of a mark, and known in them. */
    private boolean marked(String text, Matcher word) {
        int start = word.start() - 1;
        int end = word.end() + 1;
        return start >= 0 && end <= text.length() && things.containsKey(text.substring(start, end));
    }

    private Optional<String> thing(String word) {
        return word.startsWith("<secret-") ? Optional.empty() : Optional.ofNullable(things.get(word));
    }
}
