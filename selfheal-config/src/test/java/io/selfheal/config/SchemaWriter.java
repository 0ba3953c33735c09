package io.selfheal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the model that the reader reads by as a JSON Schema. */
final class SchemaWriter {
    /** Any text with a variable in it may turn out right. */
    private static final String VARIABLE = "\\$\\{";

    /** More, such as all time zones, help nobody. */
    private static final int MOST_CHOICES = 50;

    private SchemaWriter() {}

    static String write() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "selfheal policy");
        schema.put("description", "What a selfheal policy file (selfheal.yaml, or the same in JSON) can say.");
        schema.putAll(of(Vocabulary.POLICY));
        schema.put("$defs", Map.of("condition", of(Vocabulary.CONDITION)));
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> of(Kind<?> kind) {
        if (kind instanceof Word<?> word) {
            return word(word);
        } else if (kind instanceof OneOrMany<?> some) {
            Map<String, Object> each = word(some.each());
            return anyOf(List.of(each, ordered("type", "array", "minItems", 1, "uniqueItems", true, "items", each)));
        } else if (kind instanceof Many<?> many) {
            return ordered("type", "array", "minItems", many.least(), "items", of(many.each()));
        } else if (kind instanceof Named<?> named) {
            return ordered(
                    "type",
                    "object",
                    "propertyNames",
                    ordered("pattern", named.name().pattern().pattern()),
                    "additionalProperties",
                    of(named.each()));
        } else if (kind instanceof Later<?> later) {
            return ordered("$ref", "#/$defs/" + later.name());
        } else if (kind instanceof Shape shape) {
            List<Map<String, Object>> forms =
                    shape.forms().stream().map(SchemaWriter::form).toList();
            return forms.size() == 1 ? forms.get(0) : ordered("type", "object", "oneOf", forms);
        }
        throw new AssertionError(kind);
    }

    private static Map<String, Object> form(Form form) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : form.keys()) {
            Map<String, Object> property = ordered("description", key.description());
            property.putAll(of(key.kind()));
            properties.put(key.name(), property);
            if (key.required() || form.sign().filter(key::equals).isPresent()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = ordered("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> word(Word<?> word) {
        List<Map<String, Object>> ways = new ArrayList<>();
        ways.add(
                word.known().isEmpty() || word.known().size() > MOST_CHOICES
                        ? ordered("type", "string", "pattern", word.pattern().pattern())
                        : ordered("enum", List.copyOf(word.known())));
        ways.add(ordered("type", "string", "pattern", VARIABLE));
        if (!word.plain().isEmpty()) {
            ways.add(new TreeMap<>(word.plain()));
        }
        return anyOf(ways);
    }

    private static Map<String, Object> anyOf(List<Map<String, Object>> ways) {
        return ordered("anyOf", ways);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
