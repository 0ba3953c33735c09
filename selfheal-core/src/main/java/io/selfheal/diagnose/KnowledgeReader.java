package io.selfheal.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what is known from the JSON file that comes with the library. */
final class KnowledgeReader {
    private static final String SOURCE = "source";

    private KnowledgeReader() {}

    static Knowledge builtIn(String name) {
        return read(tree(name));
    }

    static JsonNode tree(String name) {
        try (InputStream in = KnowledgeReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "selfheal-core lacks its resource " + name + ": keep its resources when you repackage it");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Knowledge read(JsonNode root) {
        List<Sign> signs = new ArrayList<>();
        for (JsonNode sign : root.path("signs")) {
            signs.add(new Sign(
                    sign.path("id").asText(),
                    sign.path("words").asText(),
                    List.copyOf(texts(sign.path("metrics"))),
                    sign.path("from").asDouble(Double.NaN),
                    sign.path("to").asDouble(Double.NaN),
                    sign.path("leak").asDouble(Double.NaN),
                    sign.path("group").asText(""),
                    word(Sign.Measure.class, sign.path("measure").asText("level")),
                    word(Sign.Place.class, sign.path("place").asText("around"))));
        }
        List<KnownCause> causes = new ArrayList<>();
        for (JsonNode cause : root.path("causes")) {
            causes.add(new KnownCause(
                    cause.path("name").asText(),
                    cause.path("prior").asDouble(Double.NaN),
                    chances(cause.path("signs")),
                    chances(cause.path("cures")),
                    cause.path("outside").asBoolean(false),
                    cause.path("afterDeployment").asDouble(1),
                    cause.path("besideSick").asDouble(1)));
        }
        return new Knowledge(
                signs, causes, new HashSet<>(texts(root.path("restarts").path("actions"))));
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new LinkedHashSet<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Double> chances(JsonNode node) {
        Map<String, Double> chances = new HashMap<>();
        node.properties().stream()
                .filter(field -> !field.getKey().equals(SOURCE))
                .forEach(field -> chances.put(field.getKey(), field.getValue().asDouble(Double.NaN)));
        return chances;
    }

    private static <E extends Enum<E>> E word(Class<E> words, String word) {
        return Enum.valueOf(words, word.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
