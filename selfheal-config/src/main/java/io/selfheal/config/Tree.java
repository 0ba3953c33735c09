package io.selfheal.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads text into nodes that know where they stand. It takes the plain part of YAML that JSON has too: no aliases, no
 * types, one document, every key once; and it is bounded in depth and in size.
 */
final class Tree {
    static final int DEEPEST = 20;
    static final int MOST_VALUES = 20_000;
    static final int LONGEST_VALUE = 2_000;
    static final int LONGEST_LINE = 10_000;

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final Variables variables;
    private final Problems problems;
    private int values;

    private Tree(JsonParser parser, Variables variables, Problems problems) {
        this.parser = parser;
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * Reads all of a text.
     *
     * @param name the file's name, which tells YAML from JSON
     * @param text the text
     * @param variables what is put in for variables
     * @param problems hears of what is wrong but does not end the reading
     * @return the one value in it
     * @throws Unreadable with the place from which on nothing can be read
     */
    static Node of(String name, String text, Variables variables, Problems problems) throws Unreadable {
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        if (!json) {
            shortLines(text);
        }
        Place last = Place.START;
        try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
            Tree tree = new Tree(parser, variables, problems);
            try {
                return tree.whole();
            } catch (RuntimeException e) { // what a parser throws that did not expect such a text
                last = tree.here();
                throw e;
            }
        } catch (JsonProcessingException e) {
            throw broken(json ? "JSON" : "YAML", e);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(
                    last, "found what cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The YAML parser allocates with the square of a line's length: 2 GB for a megabyte, before anyone could ask it. */
    private static void shortLines(String text) throws Unreadable {
        int line = 1;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            if (next - start > LONGEST_LINE) {
                throw new Unreadable(
                        new Place(line, 1),
                        "found a line of " + (next - start) + " characters, expected " + LONGEST_LINE + " at most");
            }
            line++;
            start = next + 1;
        }
    }

    private static Unreadable broken(String language, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException yaml) {
            Mark mark = yaml.getProblemMark();
            Place place = mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
            return new Unreadable(place, "found what is not YAML: " + withoutValues(yaml.getProblem()));
        }
        return new Unreadable(
                place(e.getLocation()), "found what is not " + language + ": " + withoutValues(e.getOriginalMessage()));
    }

    private Node whole() throws IOException, Unreadable {
        if (!found()) {
            throw new Unreadable(
                    Place.START, "found nothing but comments, expected a policy, such as \"service: orders\"");
        }
        Node root = node(false, 1);
        if (found()) {
            throw new Unreadable(here(), "found a second document, expected one in a file");
        }
        return root;
    }

    /** Whether anything comes next; YAML says null between two documents, too. */
    private boolean found() throws IOException {
        JsonToken first = parser.nextToken();
        return first != null || parser.nextToken() != null;
    }

    private Node node(boolean hidden, int depth) throws IOException, Unreadable {
        Place place = here();
        if (depth > DEEPEST) {
            throw new Unreadable(place, "found values nested deeper than " + DEEPEST + " levels");
        }
        if (++values > MOST_VALUES) {
            throw new Unreadable(place, "found more than " + MOST_VALUES + " values, expected a policy");
        }
        plain(place);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(place, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return series(place, depth);
        }
        return scalar(place, token == JsonToken.VALUE_NULL ? "" : parser.getText(), hidden);
    }

    private Node series(Place place, int depth) throws IOException, Unreadable {
        List<Node> items = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            items.add(node(false, depth + 1));
        }
        return new Node.Series(place, items);
    }

    private Node mapping(Place place, int depth) throws IOException, Unreadable {
        Map<String, Place> seen = new HashMap<>();
        List<Node.Entry> entries = new ArrayList<>();
        while (next() != JsonToken.END_OBJECT) {
            Place at = here();
            plain(at);
            String key = checked(at, parser.currentName());
            next();
            Node value = node(Secrets.looksSecret(key), depth + 1);
            Place first = seen.putIfAbsent(key, at);
            if (first == null) {
                entries.add(new Node.Entry(key, at, value));
            } else {
                problems.add(
                        at,
                        "found the key " + Clean.quoted(key) + " again, which is already in line " + first.line()
                                + "; keep one of them");
            }
        }
        return new Node.Mapping(place, entries);
    }

    private Node scalar(Place place, String text, boolean hidden) throws Unreadable {
        return variables.substituted(place, checked(place, text), hidden);
    }

    private JsonToken next() throws IOException, Unreadable {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new Unreadable(here(), "found the end in the middle of a value");
        }
        return token;
    }

    private void plain(Place place) throws IOException, Unreadable {
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias()) {
                throw new Unreadable(place, "found an alias (*name), expected the value itself; write it out");
            }
            if (yaml.getObjectId() != null) {
                throw new Unreadable(place, "found an anchor (&name), expected the value alone; leave it out");
            }
            if (yaml.getTypeId() != null) {
                throw new Unreadable(place, "found a type (!name), expected the value alone; leave it out");
            }
        }
    }

    private static String checked(Place place, String text) throws Unreadable {
        if (text.length() > LONGEST_VALUE) {
            throw new Unreadable(
                    place, "found a text of " + text.length() + " characters, expected " + LONGEST_VALUE + " at most");
        }
        return text;
    }

    private Place here() {
        return place(parser.currentTokenLocation());
    }

    private static Place place(@Nullable JsonLocation location) {
        return location == null
                ? Place.START
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** A parser's complaint without what it quotes from the file, single characters apart: that may be a secret. */
    private static String withoutValues(@Nullable String complaint) {
        return String.valueOf(complaint).lines().findFirst().orElse("").replaceAll("(['\"]).{2,}\\1|<.*>", "…");
    }
}
