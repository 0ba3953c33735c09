package io.selfheal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A health in JSON, as Spring Boot Actuator ({@code components}, formerly {@code details}), MicroProfile Health and
 * {@code application/health+json} ({@code checks}) write it.
 *
 * @param word the status in its own word; empty if it gives none
 * @param sick the parts that are not UP
 */
record HealthDocument(String word, SickParts sick) {
    private static final List<String> PARTS = List.of("components", "details", "checks");
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    /** The health in a body; empty if that is no JSON object. */
    static Optional<HealthDocument> in(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (!root.isObject()) {
                return Optional.empty();
            }
            SickParts sick = new SickParts();
            collect(root, "", sick);
            return Optional.of(new HealthDocument(word(root), sick));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** What it says; empty if it gives no word, or one that nobody knows. */
    Optional<Status> status() {
        return status(word);
    }

    /** Whether there is nothing to tell a person about it. */
    boolean well() {
        return sick.count() == 0 && (word.isEmpty() || status().equals(Optional.of(Status.UP)));
    }

    /** What it says, to go on a sentence with: {@code , says DOWN: db DOWN and 3 more}. */
    String shown() {
        return (word.isEmpty() ? "" : ", says " + word) + (sick.count() == 0 ? "" : ": " + sick.shown());
    }

    private static Optional<Status> status(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "UP", "OK", "PASS" -> Optional.of(Status.UP);
            case "DEGRADED", "WARN", "WARNING" -> Optional.of(Status.DEGRADED);
            case "DOWN", "OUT_OF_SERVICE", "FAIL", "ERROR" -> Optional.of(Status.DOWN);
            case "UNKNOWN" -> Optional.of(Status.UNKNOWN);
            default -> Optional.empty();
        };
    }

    private static String word(JsonNode node) {
        JsonNode status = node.path("status");
        String word = status.isTextual() ? status.textValue().strip() : "";
        return word.length() <= 40 ? word : word.substring(0, 40);
    }

    private static void collect(JsonNode node, String path, SickParts sick) {
        for (String parts : PARTS) {
            for (Map.Entry<String, JsonNode> field : node.path(parts).properties()) {
                String name = SickParts.name(path, field.getKey());
                if (field.getValue().isArray()) { // health+json gives a list of instances per name
                    field.getValue().forEach(each -> visit(each, name, sick));
                } else {
                    visit(field.getValue(), name, sick);
                }
            }
            if (node.path(parts).isArray()) {
                node.path(parts)
                        .forEach(each -> visit(
                                each, SickParts.name(path, each.path("name").asText("?")), sick));
            }
        }
    }

    /** Names a part that is sick, by the deepest parts of it that are. */
    private static void visit(JsonNode part, String name, SickParts sick) {
        int before = sick.count();
        collect(part, name + ".", sick);
        String word = word(part);
        if (sick.count() == before
                && status(word).map(said -> said != Status.UP).orElse(false)) {
            sick.add(name, word);
        }
    }
}
