package io.selfheal.llm;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model may see beyond typed numbers. Without this: the names of selfheal's own metrics, and of the causes and actions
 * that it chooses from; every other name is replaced by one like {@code metric-3}, and of texts it sees only how many are
 * alike. Immutable.
 *
 * @param names more names that may be shown: whole ones, or beginnings that end in {@code *}
 * @param texts how many texts (details of metrics, reports and failures of actions) may be shown, redacted; zero for none
 */
public record Disclosure(List<String> names, int texts) {
    /** Longest text that is shown, in characters. */
    static final int LONGEST_TEXT = 200;

    /** Copies the list; throws {@link IllegalArgumentException} for fewer than no texts. */
    public Disclosure {
        names = List.copyOf(names);
        if (texts < 0) {
            throw new IllegalArgumentException(texts + " texts: give zero or more");
        }
    }

    /** Numbers, and the names of selfheal's own metrics. */
    public static Disclosure numbers() {
        return new Disclosure(List.of(), 0);
    }

    /**
     * Also these names of metrics, components and problems.
     *
     * @param more whole names, or beginnings that end in {@code *}
     * @return the disclosure
     */
    public Disclosure naming(String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return new Disclosure(all, texts);
    }

    /**
     * Also a few texts: capped at 200 characters each, secrets, tokens, e-mail and network addresses replaced. No redaction
     * finds every secret: opt in only where the texts may be seen by whoever runs the model.
     *
     * @param most how many in a call
     * @return the disclosure
     */
    public Disclosure showingTexts(int most) {
        return new Disclosure(names, most);
    }

    /** Whether a name may be shown. */
    boolean shows(String name) {
        return OwnNames.holds(name)
                || names.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                                : name.equals(pattern));
    }
}
