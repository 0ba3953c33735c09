package io.selfheal.llm;

import io.selfheal.Attempt;
import io.selfheal.Outcome;
import io.selfheal.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The texts of a case (details of metrics, reports and failures of actions), told as templates: those that are alike but for
 * numbers and names have one id. A model sees ids and counts; the words themselves, redacted, only if it may.
 */
final class Texts {
    private static final int MOST = 20;
    private static final Pattern VARIABLE = Pattern.compile("\"[^\"]*\"|'[^']*'|<[a-z]+-\\d+>|[0-9][\\w.:-]*");

    private final Map<String, Template> byShape = new LinkedHashMap<>();

    /**
     * Texts that are alike.
     *
     * @param id what they are told by
     * @param kind where they come from: {@code detail}, {@code report} or {@code outcome}
     * @param about the ids of the numbers, or the actions, that they belong to
     * @param example the first of them, redacted and capped
     */
    record Template(String id, String kind, List<String> about, String example) {}

    private Texts() {}

    static Texts of(Question question, Exhibits exhibits, Pseudonyms pseudonyms) {
        Texts texts = new Texts();
        for (Exhibits.Exhibit exhibit : exhibits.all()) {
            texts.add("detail", exhibit.id(), exhibit.metric().detail(), pseudonyms);
        }
        for (Attempt attempt : question.about().incident().attempts()) {
            attempt.outcome().ifPresent(outcome -> texts.add(attempt.action(), outcome, pseudonyms));
        }
        return texts;
    }

    List<Template> templates() {
        return List.copyOf(byShape.values());
    }

    private void add(String action, Outcome outcome, Pseudonyms pseudonyms) {
        add("report", action, outcome.report(), pseudonyms);
        add("outcome", action, outcome.detail(), pseudonyms);
    }

    private void add(String kind, String about, String text, Pseudonyms pseudonyms) {
        if (text.isBlank()) {
            return;
        }
        String redacted = Redaction.of(text, pseudonyms);
        String shape = kind + ' ' + VARIABLE.matcher(redacted).replaceAll("*");
        Template known = byShape.get(shape);
        if (known != null) {
            List<String> all = new ArrayList<>(known.about);
            all.add(about);
            byShape.put(shape, new Template(known.id, kind, all, known.example));
        } else if (byShape.size() < MOST) {
            String id = "t" + (byShape.size() + 1);
            byShape.put(shape, new Template(id, kind, List.of(about), capped(redacted)));
        }
    }

    /** Not in the middle of a character, nor of a pseudonym. */
    private static String capped(String text) {
        if (text.length() <= Disclosure.LONGEST_TEXT) {
            return text;
        }
        int end = Disclosure.LONGEST_TEXT;
        int mark = text.lastIndexOf('<', end - 1);
        if (mark >= 0 && text.indexOf('>', mark) >= end) {
            end = mark;
        }
        return cut(text, end);
    }

    /** The beginning of a longer text, with an ellipsis after it. */
    static String cut(String text, int length) {
        boolean split = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, split ? length - 1 : length) + "…";
    }
}
