package io.selfheal.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is known from JSON. */
final class KnowledgeReader {
    private KnowledgeReader() {}

    static Knowledge builtIn(String name) {
        try (InputStream in = KnowledgeReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "selfheal-core lacks its resource " + name + ": keep its resources when you repackage it");
            }
            return read(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Knowledge read(JsonNode root) {
        List<Sign> signs = new ArrayList<>();
        for (JsonNode sign : root.path("signs")) {
            List<String> metrics = new ArrayList<>();
            sign.path("metrics").forEach(metric -> metrics.add(metric.asText()));
            signs.add(new Sign(
                    sign.path("id").asText(),
                    sign.path("words").asText(),
                    metrics,
                    sign.path("from").asDouble(Double.NaN),
                    sign.path("to").asDouble(Double.NaN),
                    sign.path("leak").asDouble(Double.NaN),
                    sign.path("group").asText("")));
        }
        List<KnownCause> causes = new ArrayList<>();
        for (JsonNode cause : root.path("causes")) {
            causes.add(new KnownCause(
                    cause.path("name").asText(),
                    cause.path("prior").asDouble(Double.NaN),
                    chances(cause.path("signs")),
                    chances(cause.path("cures"))));
        }
        return new Knowledge(signs, causes);
    }

    private static Map<String, Double> chances(JsonNode node) {
        Map<String, Double> chances = new HashMap<>();
        node.properties()
                .forEach(field -> chances.put(field.getKey(), field.getValue().asDouble(Double.NaN)));
        return chances;
    }
}
