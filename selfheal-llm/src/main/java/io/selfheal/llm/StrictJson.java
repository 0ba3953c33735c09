package io.selfheal.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a model wrote as one JSON object of a known shape, or not at all. */
final class StrictJson {
    private static final int DEEPEST = 6;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_ITEMS = 200;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(100)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;

    private StrictJson(JsonNode object) {
        this.object = object;
    }

    /** The object in a text, with just these fields. */
    static StrictJson in(String text, Set<String> fields) throws Discarded {
        try {
            return of(JSON.readTree(text), fields);
        } catch (IOException notJson) {
            throw new Discarded("NotJson", "what came is not one JSON object of bounded size, and nothing else");
        }
    }

    private static StrictJson of(JsonNode node, Set<String> fields) throws Discarded {
        if (!node.isObject()) {
            throw new Discarded("OffSchema", "an object is expected, and " + node.getNodeType() + " came");
        }
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        if (!found.equals(fields)) {
            throw new Discarded(
                    "OffSchema",
                    "the fields " + fields.stream().sorted().toList() + " are expected, and " + found.size()
                            + " came that are not just these");
        }
        return new StrictJson(node);
    }

    boolean flag(String name) throws Discarded {
        return field(name, object.path(name).isBoolean(), "true or false").booleanValue();
    }

    String text(String name) throws Discarded {
        return field(name, object.path(name).isTextual(), "a text").textValue();
    }

    double number(String name) throws Discarded {
        return field(name, object.path(name).isNumber(), "a number").doubleValue();
    }

    List<String> texts(String name) throws Discarded {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw new Discarded("OffSchema", "texts are expected in \"" + name + "\"");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    List<StrictJson> objects(String name, Set<String> fields) throws Discarded {
        List<StrictJson> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            objects.add(of(item, fields));
        }
        return objects;
    }

    private JsonNode list(String name) throws Discarded {
        JsonNode list = object.path(name);
        return field(name, list.isArray() && list.size() <= MOST_ITEMS, "a list of at most " + MOST_ITEMS);
    }

    private JsonNode field(String name, boolean right, String expected) throws Discarded {
        if (!right) {
            throw new Discarded("OffSchema", "\"" + name + "\" should be " + expected);
        }
        return object.path(name);
    }
}
