package io.selfheal.examples.gallery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import io.selfheal.Tool;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A case as JSON: all that an engine could go by, numbers with four significant digits. */
final class CaseRecord {
    private static final MathContext DIGITS = new MathContext(4);

    private CaseRecord() {}

    /**
     * Tells a case.
     *
     * @param about the case
     * @param before the metrics before anything happened
     * @param tools every registered action
     */
    static ObjectNode of(Case about, Snapshot before, List<Tool> tools) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("symptom", symptom(about.incident().symptom()));
        ArrayNode others = json.putArray("symptoms");
        about.symptoms().forEach(symptom -> others.add(symptom(symptom)));
        ArrayNode ladder = json.putArray("ladder");
        if (about.laddered()) {
            about.candidates().forEach(candidate -> ladder.add(candidate.action()));
        }
        json.put("reason", about.reason());
        ObjectNode actions = json.putObject("actions");
        tools.forEach(tool -> actions.put(tool.action(), tool.risk().name()));
        ObjectNode refused = json.putObject("refused");
        for (Candidate candidate : about.candidates()) {
            candidate
                    .refusal()
                    .ifPresent(refusal -> refused.putArray(candidate.action())
                            .add(refusal.guard())
                            .add(refusal.reason())
                            .add(refusal.until().name()));
        }
        json.set("before", metrics(before));
        json.set("now", metrics(about.snapshot()));
        return json;
    }

    /** A finite number as it is kept. */
    static BigDecimal rounded(double number) {
        return new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    }

    private static ObjectNode symptom(Symptom symptom) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", symptom.id()).put("component", symptom.component());
        if (Double.isFinite(symptom.severity())) {
            json.put("severity", rounded(symptom.severity()));
        }
        ObjectNode findings = json.putObject("findings");
        for (Finding finding : symptom.findings()) {
            ObjectNode told = findings.putObject(finding.metric().name());
            put(told, finding.metric(), "value");
            told.put("limit", finding.limit());
        }
        return json;
    }

    /** By component and name; only what can be judged by. */
    private static ObjectNode metrics(Snapshot snapshot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        snapshot.readings()
                .filter(Reading::fresh)
                .forEach(reading -> put(
                        json.withObjectProperty(reading.component()),
                        reading.metric(),
                        reading.metric().name()));
        return json;
    }

    private static void put(ObjectNode to, Metric metric, String name) {
        if (metric instanceof Gauge gauge && Double.isFinite(gauge.value())) {
            to.put(name, rounded(gauge.value()));
        } else if (metric instanceof Health health) {
            to.put(name, health.status().name());
        }
    }
}
