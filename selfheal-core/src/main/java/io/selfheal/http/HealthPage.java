package io.selfheal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.selfheal.Attempt;
import io.selfheal.Decision;
import io.selfheal.Exhibit;
import io.selfheal.Fault;
import io.selfheal.Incident;
import io.selfheal.Provenance;
import io.selfheal.Status;
import io.selfheal.Symptom;
import io.selfheal.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A view as JSON, rendered once and kept until there is a newer one, so that a flood of requests costs nothing. */
final class HealthPage {
    // Beyond ASCII everything is escaped: U+2028 and its like are traps for readers that take JSON for JavaScript.
    // No recycled buffers, because they would stay in thread-locals of the host's threads.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private volatile @Nullable Rendered last;

    private record Rendered(View view, boolean turning, HealthAnswer answer) {}

    @SuppressWarnings(
            "ReferenceEquality") // each turn publishes another view, and comparing two would cost more than rendering
    HealthAnswer of(View view, boolean turning) {
        Rendered known = last;
        if (known != null && known.view == view && known.turning == turning) {
            return known.answer;
        }
        HealthAnswer answer = render(view, turning);
        last = new Rendered(view, turning, answer);
        return answer;
    }

    private static HealthAnswer render(View view, boolean turning) {
        Condition condition = Condition.of(view, turning);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = new WholeText(JSON.createGenerator(bytes))) {
            json.writeStartObject();
            json.writeStringField("status", condition.status().name());
            json.writeStringField("service", view.service());
            json.writeStringField("mode", view.mode().name());
            json.writeStringField("time", view.time().toString());
            json.writeObjectFieldStart("loop");
            json.writeBooleanField("turning", turning);
            json.writeNumberField("turns", view.turns());
            json.writeEndObject();
            metrics(json, view);
            components(json, condition);
            incidents(json, view);
            Forecasts.write(json, view);
            Precautions.write(json, view);
            failing(json, view.failing());
            lost(json, view.lost());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: the bytes are written to memory", e);
        }
        return new HealthAnswer(condition.status() == Status.DOWN ? 503 : 200, bytes.toByteArray());
    }

    private static void metrics(JsonGenerator json, View view) throws IOException {
        json.writeObjectFieldStart("metrics");
        number(json, "cpu.used.ratio", view.snapshot().gauge("cpu.used.ratio"));
        number(json, "memory.used.ratio", view.snapshot().gauge("memory.used.ratio"));
        OptionalDouble own = view.snapshot().gauge("process.cpu.used.ratio");
        if (own.isPresent()) {
            number(json, "process.cpu.used.ratio", own);
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, Math.round(value.getAsDouble() * 10_000) / 10_000.0);
        } else {
            json.writeNullField(name);
        }
    }

    private static void components(JsonGenerator json, Condition condition) throws IOException {
        json.writeObjectFieldStart("components");
        for (Map.Entry<String, Condition.Part> entry : condition.parts().entrySet()) {
            Condition.Part part = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField("status", part.status().name());
            if (!part.detail().isEmpty()) {
                json.writeStringField("detail", part.detail());
            }
            json.writeNumberField("metrics", part.metrics());
            json.writeNumberField("stale", part.stale());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void incidents(JsonGenerator json, View view) throws IOException {
        json.writeArrayFieldStart("incidents");
        for (Incident incident : view.incidents()) {
            if (incident.open()) {
                json.writeStartObject();
                json.writeStringField("id", incident.id());
                json.writeStringField("component", incident.component());
                json.writeStringField("problem", incident.problem());
                json.writeStringField("state", incident.state().name());
                json.writeStringField("since", incident.opened().toString());
                json.writeStringField("symptom", incident.symptom().shown());
                if (incident.decision().isPresent()) {
                    decision(json, incident.decision().get(), incident.provenance());
                }
                attempts(json, incident);
                surroundings(json, incident);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void decision(JsonGenerator json, Decision decision, Optional<Provenance> provenance)
            throws IOException {
        json.writeObjectFieldStart("decision");
        if (decision instanceof Decision.Heal heal) {
            json.writeStringField("name", "Heal");
            json.writeStringField("action", heal.action());
        } else if (decision instanceof Decision.Hold hold) {
            json.writeStringField("name", hold.name());
        } else {
            json.writeStringField("name", "Escalate");
        }
        json.writeStringField("reason", decision.reason());
        if (provenance.isPresent()) {
            json.writeStringField("provenance", provenance.get().shown());
        }
        json.writeEndObject();
    }

    private static void attempts(JsonGenerator json, Incident incident) throws IOException {
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : incident.attempts()) {
            json.writeStartObject();
            json.writeStringField("action", attempt.action());
            json.writeStringField("started", attempt.started().toString());
            json.writeFieldName("verdict");
            if (attempt.outcome().isPresent()) {
                json.writeString(attempt.outcome().get().verdict().name());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void surroundings(JsonGenerator json, Incident incident) throws IOException {
        json.writeArrayFieldStart("victims");
        for (Symptom victim : incident.victims()) {
            json.writeString(victim.component() + ": " + victim.shown());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("evidence");
        for (Exhibit exhibit : incident.evidence()) {
            json.writeString(exhibit.shown());
        }
        json.writeEndArray();
    }

    private static void failing(JsonGenerator json, Map<String, Fault> failing) throws IOException {
        json.writeObjectFieldStart("failing");
        for (Map.Entry<String, Fault> entry : failing.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue().shown());
        }
        json.writeEndObject();
    }

    private static void lost(JsonGenerator json, Map<String, Long> lost) throws IOException {
        json.writeObjectFieldStart("lost");
        for (Map.Entry<String, Long> entry : lost.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
