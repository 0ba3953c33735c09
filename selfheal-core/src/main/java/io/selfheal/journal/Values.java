package io.selfheal.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the fields of a JSON object; fields that nobody asks for are ignored. Every method throws an unchecked exception
 * if the field is missing or of another kind.
 */
final class Values {
    private final JsonNode object;

    Values(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("expected an object, found " + object.getNodeType());
        }
        this.object = object;
    }

    String text(String name) {
        return field(name, JsonNode::isTextual, "text").textValue();
    }

    <E extends Enum<E>> E word(String name, Class<E> words) {
        return Enum.valueOf(words, text(name));
    }

    boolean flag(String name) {
        return field(name, JsonNode::isBoolean, "true or false").booleanValue();
    }

    /** A flag that earlier versions did not write. */
    boolean flag(String name, boolean otherwise) {
        return object.has(name) ? flag(name) : otherwise;
    }

    long number(String name) {
        return field(name, JsonNode::canConvertToExactIntegral, "a whole number")
                .longValue();
    }

    int count(String name) {
        return Math.toIntExact(number(name));
    }

    double real(String name) {
        JsonNode field = field(name, node -> node.isNumber() || node.isTextual(), "a number");
        return field.isNumber() ? field.doubleValue() : notFinite(field.textValue());
    }

    Instant time(String name) {
        return Instant.parse(text(name));
    }

    Duration duration(String name) {
        return Duration.parse(text(name));
    }

    <T> T object(String name, Shape<T> shape) {
        return shape.read(new Values(field(name, JsonNode::isObject, "an object")));
    }

    <T> Optional<T> maybe(String name, Shape<T> shape) {
        return object.has(name) ? Optional.of(object(name, shape)) : Optional.empty();
    }

    <T> List<T> list(String name, Shape<T> shape) {
        List<T> values = new ArrayList<>();
        for (JsonNode value : field(name, JsonNode::isArray, "a list")) {
            values.add(shape.read(new Values(value)));
        }
        return values;
    }

    <T> List<T> listOrNone(String name, Shape<T> shape) {
        return object.has(name) ? list(name, shape) : List.of();
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : field(name, JsonNode::isArray, "a list")) {
            values.add(value.asText());
        }
        return values;
    }

    private static double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("expected a number, found \"" + text + "\"");
        };
    }

    private JsonNode field(String name, Predicate<JsonNode> right, String expected) {
        JsonNode field = object.get(name);
        if (field == null || !right.test(field)) {
            throw new IllegalArgumentException("field \"" + name + "\" should be " + expected + " but is "
                    + (field == null ? "missing" : field.getNodeType()));
        }
        return field;
    }
}
