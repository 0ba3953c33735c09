package io.selfheal.benchmarks.decide;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Incident;
import io.selfheal.Metric;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Symptom;
import io.selfheal.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a run of a line; what is missing or makes no sense is said with the place where it is. */
final class RunReader {
    /** Opens an incident by hand, so that it says nothing whether it is there. */
    static final String ALARM = "alarm";

    private static final Instant TIME = Instant.EPOCH;

    private final String place;

    RunReader(String place) {
        this.place = place;
    }

    Run run(JsonNode json) {
        JsonNode of = json.path("case");
        Symptom symptom = symptom(object(of, "symptom"));
        Case about = about(of, symptom, actions(of), false);
        List<String> ladder = new ArrayList<>();
        of.path("ladder").forEach(action -> ladder.add(action.asText()));
        Case laddered = ladder.isEmpty() ? about : about(of, symptom, ladder, true);
        return new Run(
                text(json, "condition"),
                flag(json, "healthy"),
                (int) number(json, "load"),
                number(json, "seed"),
                text(json, "action"),
                about,
                laddered,
                snapshot(object(of, "before"), -1),
                effect(json, symptom.id().equals(ALARM)));
    }

    String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw wrong(name, value, "a text");
        }
        return value.asText();
    }

    private Effect effect(JsonNode json, boolean byHand) {
        JsonNode after = object(json, "after");
        JsonNode end = object(json, "end");
        return new Effect(
                (int) number(after, "sent"),
                bad(after),
                (int) number(end, "sent"),
                bad(end),
                byHand || flag(json, "gone"),
                flag(json, "died"),
                json.path("verdict").asText().equals(Verdict.HEALED.name()));
    }

    private int bad(JsonNode json) {
        long bad = number(json, "failed") + number(json, "slow");
        if (bad > number(json, "sent")) {
            throw new IllegalArgumentException(place + ": of " + number(json, "sent") + " requests " + bad
                    + " failed or were slow: there cannot be more of them than were sent");
        }
        return (int) bad;
    }

    private Case about(JsonNode json, Symptom symptom, List<String> actions, boolean laddered) {
        List<Symptom> symptoms = new ArrayList<>();
        json.path("symptoms").forEach(other -> symptoms.add(symptom(other)));
        return new Case(
                incident(symptom),
                snapshot(object(json, "now"), 0),
                symptoms,
                actions.stream().map(action -> candidate(json, action)).toList(),
                laddered,
                laddered ? text(json, "reason") : "");
    }

    private static List<String> actions(JsonNode json) {
        List<String> actions = new ArrayList<>();
        json.path("actions").fieldNames().forEachRemaining(actions::add);
        return actions;
    }

    private Candidate candidate(JsonNode json, String action) {
        JsonNode refused = json.path("refused").path(action);
        Optional<Refusal> refusal = refused.isArray()
                ? Optional.of(new Refusal(
                        refused.path(0).asText(),
                        refused.path(1).asText(),
                        constant(Refusal.Until.class, refused.path(2), action)))
                : Optional.empty();
        return new Candidate(
                action, constant(Risk.class, json.path("actions").path(action), "the risk of " + action), refusal);
    }

    private static Incident incident(Symptom symptom) {
        return new Incident(
                "19700101-000000-1",
                symptom,
                TIME,
                Incident.State.OPEN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Symptom symptom(JsonNode json) {
        List<Finding> findings = new ArrayList<>();
        fields(json.path("findings"))
                .forEach((name, told) -> findings.add(new Finding(
                        told.has("value") ? metric(name, told.path("value")) : Gauge.of(name, Double.NaN),
                        told.path("limit").asText())));
        if (findings.isEmpty()) {
            throw wrong("findings", json.path("findings"), "at least one metric with its limit");
        }
        return new Symptom(
                text(json, "id"),
                text(json, "component"),
                TIME,
                json.path("severity").asDouble(),
                true,
                findings);
    }

    private Snapshot snapshot(JsonNode json, long seconds) {
        Map<String, List<Metric>> metrics = new LinkedHashMap<>();
        fields(json).forEach((component, its) -> {
            List<Metric> list = new ArrayList<>();
            fields(its).forEach((name, value) -> list.add(metric(name, value)));
            metrics.put(component, list);
        });
        return Snapshot.of(TIME.plusSeconds(seconds), seconds * 1_000_000_000, metrics);
    }

    private Metric metric(String name, JsonNode value) {
        return value.isNumber()
                ? Gauge.of(name, value.asDouble())
                : new Health(name, constant(Status.class, value, name), "");
    }

    private static Map<String, JsonNode> fields(JsonNode json) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            fields.put(field.getKey(), field.getValue());
        }
        return fields;
    }

    private JsonNode object(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isObject()) {
            throw wrong(name, value, "an object");
        }
        return value;
    }

    private boolean flag(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isBoolean()) {
            throw wrong(name, value, "true or false");
        }
        return value.asBoolean();
    }

    private long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 0) {
            throw wrong(name, value, "a whole number, 0 or more");
        }
        return value.asLong();
    }

    private <E extends Enum<E>> E constant(Class<E> type, JsonNode value, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> wrong(name, value, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    private IllegalArgumentException wrong(String name, JsonNode value, String expected) {
        return new IllegalArgumentException(
                place + ": \"" + name + "\" is " + (value.isMissingNode() ? "missing" : value) + ": give " + expected);
    }
}
