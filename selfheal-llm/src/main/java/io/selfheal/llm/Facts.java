package io.selfheal.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.Attempt;
import io.selfheal.Candidate;
import io.selfheal.Gauge;
import io.selfheal.Question;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.List;

/** All that a model sees of a case, as one JSON object, and the way back from its ids and pseudonyms. */
final class Facts {
    private final Question question;
    private final Disclosure disclosure;
    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final Exhibits exhibits;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    Facts(Question question, Disclosure disclosure, int mostNumbers) {
        this.question = question;
        this.disclosure = disclosure;
        this.exhibits = new Exhibits(question, mostNumbers);
        incident();
        evidence();
        symptoms();
        tried();
        choices();
        texts();
    }

    Exhibits exhibits() {
        return exhibits;
    }

    /** What the model sees. */
    String json() {
        return json.toString();
    }

    /** A model's text with the things in place of their pseudonyms, secrets apart; cut where it would be longer. */
    String restored(String text, int most) {
        return pseudonyms.restored(text, most);
    }

    private void incident() {
        Symptom symptom = question.about().incident().symptom();
        ObjectNode incident = json.putObject("incident");
        incident.put("component", name("component", symptom.component()));
        incident.put("problem", name("problem", symptom.id()));
        incident.put("severity", Exhibits.digits(symptom.severity()));
        Duration open = Duration.between(
                question.about().incident().opened(),
                question.about().snapshot().time());
        incident.put("open_seconds", Math.max(0, open.toSeconds()));
        exhibits.of(symptom).forEach(incident.putArray("evidence")::add);
    }

    private void evidence() {
        ArrayNode evidence = json.putArray("evidence");
        for (Exhibits.Exhibit exhibit : exhibits.all()) {
            ObjectNode one = evidence.addObject();
            one.put("id", exhibit.id());
            one.put("name", name("metric", exhibit.metric().name()));
            one.put("component", name("component", exhibit.reading().component()));
            one.put(
                    "unit",
                    exhibit.metric() instanceof Gauge gauge ? gauge.unit().name() : "HEALTH");
            one.put("value", exhibit.value());
            one.put("age_seconds", exhibit.reading().age().toSeconds());
            one.put("fresh", exhibit.reading().fresh());
            one.put("sick", exhibit.sick());
        }
    }

    private void symptoms() {
        ArrayNode symptoms = json.putArray("other_symptoms");
        String own = question.about().incident().symptom().key();
        question.about().symptoms().stream()
                .filter(symptom -> !symptom.key().equals(own))
                .limit(10)
                .forEach(symptom -> {
                    ObjectNode one = symptoms.addObject();
                    one.put("component", name("component", symptom.component()));
                    one.put("severity", Exhibits.digits(symptom.severity()));
                    exhibits.of(symptom).forEach(one.putArray("evidence")::add);
                });
    }

    private void tried() {
        ArrayNode tried = json.putArray("tried");
        for (Attempt attempt : question.about().incident().attempts()) {
            ObjectNode one = tried.addObject();
            one.put("action", name("action", attempt.action()));
            one.put(
                    "verdict",
                    attempt.outcome().map(outcome -> outcome.verdict().name()).orElse("RUNNING"));
        }
    }

    private void choices() {
        ObjectNode choices = json.putObject("choose_from");
        question.causes().forEach(choices.putArray("causes")::add);
        ArrayNode actions = choices.putArray("actions");
        for (Candidate candidate : question.about().candidates()) {
            if (question.actions().contains(candidate.action())) {
                actions.addObject()
                        .put("action", candidate.action())
                        .put("risk", candidate.risk().name());
            }
        }
    }

    private void texts() {
        List<Texts.Template> templates =
                Texts.of(question, exhibits, pseudonyms).templates();
        ArrayNode counted = json.putArray("texts");
        for (Texts.Template template : templates) {
            ObjectNode one = counted.addObject();
            one.put("id", template.id());
            one.put("kind", template.kind());
            one.put("count", template.about().size());
            template.about().stream()
                    .limit(5)
                    .map(about ->
                            about.startsWith("m") && exhibits.ids().contains(about) ? about : name("action", about))
                    .forEach(one.putArray("about")::add);
        }
        if (disclosure.texts() > 0) {
            ObjectNode words = json.putObject("untrusted_words_from_outside");
            templates.stream()
                    .limit(disclosure.texts())
                    .forEach(template -> words.put(template.id(), template.example()));
        }
    }

    /** A name that may be shown, or a word in its place. */
    private String name(String kind, String name) {
        boolean known = kind.equals("action") && question.actions().contains(name);
        return known || (disclosure.shows(name) && plain(name)) ? name : pseudonyms.word(kind, name);
    }

    /** Only what looks like a name is shown as one: no sentence, no secret. */
    static boolean plain(String name) {
        return name.matches("[A-Za-z0-9_.:/-]{1,80}") && Redaction.harmless(name);
    }
}
