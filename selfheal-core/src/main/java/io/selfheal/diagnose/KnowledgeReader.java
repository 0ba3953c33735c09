package io.selfheal.diagnose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what is known from JSON: the file that comes with the library, and those of hosts. */
final class KnowledgeReader {
    private static final String SOURCE = "source";
    private static final Set<String> FILE_KEYS = Set.of("about", "signs", "causes", "restarts");
    private static final Set<String> SIGN_KEYS =
            Set.of("id", "words", "metrics", "from", "to", "leak", "group", "measure", "place", "after", SOURCE);
    private static final Set<String> CAUSE_KEYS = Set.of(
            "name", "prior", "signs", "cures", "outside", "afterDeployment", "besideSick", "sourceOfFactors", SOURCE);

    private final String name;

    private KnowledgeReader(String name) {
        this.name = name;
    }

    static Knowledge builtIn(String name) {
        return new KnowledgeReader(name).addedTo(Knowledge.none(), tree(name));
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

    /** What is known with what a file says besides; of one id, or one name, the file's counts. */
    static Knowledge read(Knowledge known, Path file) throws IOException {
        KnowledgeReader reader = new KnowledgeReader(file.toString());
        try {
            return reader.addedTo(known, new ObjectMapper().readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ":" + e.getLocation().getLineNr() + ": is no JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(reader.name) ? e : new IllegalArgumentException(reader.name + ": " + message, e);
        }
    }

    private Knowledge addedTo(Knowledge known, JsonNode root) {
        only(FILE_KEYS, root, name);
        List<Sign> signs = new ArrayList<>(known.signs());
        for (JsonNode node : list(root, "signs", name)) {
            Sign sign = sign(node, name + ": sign \"" + text(node, "id", name + ": a sign", "") + "\"");
            signs.removeIf(other -> other.id().equals(sign.id()));
            signs.add(sign);
        }
        List<KnownCause> causes = new ArrayList<>(known.causes());
        for (JsonNode node : list(root, "causes", name)) {
            KnownCause cause = cause(node, name + ": cause \"" + text(node, "name", name + ": a cause", "") + "\"");
            causes.removeIf(other -> other.name().equals(cause.name()));
            causes.add(cause);
        }
        Set<String> restarts = new HashSet<>(known.restarts());
        restarts.addAll(texts(root.path("restarts"), "actions", name + ": restarts"));
        return new Knowledge(signs, causes, restarts);
    }

    private static Sign sign(JsonNode sign, String place) {
        only(SIGN_KEYS, sign, place);
        return new Sign(
                text(sign, "id", place, ""),
                text(sign, "words", place, ""),
                List.copyOf(texts(sign, "metrics", place)),
                number(sign, "from", place, Double.NaN),
                number(sign, "to", place, Double.NaN),
                number(sign, "leak", place, Double.NaN),
                text(sign, "group", place, ""),
                word(Sign.Measure.class, sign, "measure", place, Sign.Measure.LEVEL),
                word(Sign.Place.class, sign, "place", place, Sign.Place.AROUND),
                number(sign, "after", place, 0));
    }

    private static KnownCause cause(JsonNode cause, String place) {
        only(CAUSE_KEYS, cause, place);
        JsonNode outside = cause.path("outside");
        if (!outside.isMissingNode() && !outside.isBoolean()) {
            throw wrong(place, "outside", outside, "true or false");
        }
        return new KnownCause(
                text(cause, "name", place, ""),
                number(cause, "prior", place, Double.NaN),
                chances(cause, "signs", place),
                chances(cause, "cures", place),
                outside.asBoolean(),
                number(cause, "afterDeployment", place, 1),
                number(cause, "besideSick", place, 1));
    }

    private static void only(Set<String> keys, JsonNode node, String place) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(place + " is " + node + ": give an object with any of " + sorted(keys));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        place + " has the unknown key \"" + key + "\": known are " + sorted(keys));
            }
        });
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private static JsonNode list(JsonNode node, String key, String place) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(place, key, value, "a list");
        }
        return value;
    }

    private static Set<String> texts(JsonNode node, String key, String place) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode text : list(node, key, place)) {
            if (!text.isTextual()) {
                throw wrong(place, key, text, "texts");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    private static Map<String, Double> chances(JsonNode node, String key, String place) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(place, key, value, "an object of names with their chances");
        }
        Map<String, Double> chances = new HashMap<>();
        value.fieldNames().forEachRemaining(name -> {
            if (!name.equals(SOURCE)) {
                chances.put(name, number(value, name, place, Double.NaN));
            }
        });
        return chances;
    }

    private static double number(JsonNode node, String key, String place, double otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!(value instanceof NumericNode)) {
            throw wrong(place, key, value, "a number");
        }
        return value.asDouble();
    }

    private static String text(JsonNode node, String key, String place, String otherwise) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw wrong(place, key, value, "a text");
        }
        return value.asText(otherwise);
    }

    private static <E extends Enum<E>> E word(Class<E> words, JsonNode node, String key, String place, E otherwise) {
        String word = text(node, key, place, told(otherwise));
        return Arrays.stream(words.getEnumConstants())
                .filter(known -> told(known).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        place,
                        key,
                        node.path(key),
                        "one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(KnowledgeReader::told)
                                        .toList()));
    }

    private static String told(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException wrong(String place, String key, JsonNode found, String expected) {
        String shown = found instanceof NullNode ? "null" : found.toString();
        return new IllegalArgumentException(place + ": \"" + key + "\" is "
                + (shown.length() > 100 ? shown.substring(0, 100) + "…" : shown) + ": give " + expected);
    }
}
