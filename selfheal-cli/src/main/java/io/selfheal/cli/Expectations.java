package io.selfheal.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads what is expected of a policy: a list in YAML of {@code same: true}, {@code runs: ACTION}, {@code never: ACTION} and
 * {@code escalates: PROBLEM}, with {@code for: PROBLEM} and {@code times: N} where they make sense.
 */
final class Expectations {
    private static final long MOST = 1 << 20;
    private static final Set<String> KNOWN = Set.of("same", "runs", "never", "escalates", "for", "times");

    private final Path file;
    private final JsonParser yaml;
    private final List<Expectation> found = new ArrayList<>();

    private Expectations(Path file, JsonParser yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    static List<Expectation> in(Path file) {
        try {
            if (Files.size(file) > MOST) {
                throw new Trouble(file + " is larger than 1 MiB: that is no list of expectations");
            }
            YAMLFactory factory = YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
            try (JsonParser yaml = factory.createParser(Files.readString(file))) {
                return new Expectations(file, yaml).list();
            }
        } catch (IOException e) {
            throw Unread.because(e, file);
        }
    }

    private List<Expectation> list() throws IOException {
        if (yaml.nextToken() != JsonToken.START_ARRAY) {
            throw at("expected a list, such as \"- runs: clear-cache\"");
        }
        while (yaml.nextToken() == JsonToken.START_OBJECT) {
            found.add(item());
        }
        if (yaml.currentToken() != JsonToken.END_ARRAY) {
            throw at("expected an entry such as \"- runs: clear-cache\"");
        }
        if (goesOn()) {
            throw at("found a second document, expected one list in a file: put all of it into one, without \"---\"");
        }
        if (found.isEmpty()) {
            throw at("nothing is expected: write at least one, such as \"- same: true\"");
        }
        return found;
    }

    /** Whether anything comes next; YAML says null between two documents, too. */
    private boolean goesOn() throws IOException {
        JsonToken first = yaml.nextToken();
        return first != null || yaml.nextToken() != null;
    }

    private Expectation item() throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String key = yaml.currentName();
            if (!KNOWN.contains(key)) {
                throw at("unknown \"" + clean(key) + "\", expected one of same, runs, never, escalates, for, times");
            }
            JsonToken value = yaml.nextToken();
            if (!value.isScalarValue()) {
                throw at("\"" + key + "\" should be one word");
            }
            if (value == JsonToken.VALUE_NULL || yaml.getText().isBlank()) {
                throw at("\"" + key + "\" has no value: write it after the colon, or leave the key out");
            }
            said.put(key, yaml.getText());
        }
        Optional<String> problem = Optional.ofNullable(said.get("for"));
        if (said.containsKey("same")) {
            only(said, Set.of("same"));
            return new Expectation.Same(yes(said.getOrDefault("same", "")));
        }
        if (said.containsKey("runs")) {
            only(said, Set.of("runs", "for", "times"));
            return new Expectation.Runs(said.getOrDefault("runs", ""), problem, times(said));
        }
        if (said.containsKey("never")) {
            only(said, Set.of("never", "for"));
            return new Expectation.Runs(said.getOrDefault("never", ""), problem, OptionalInt.of(0));
        }
        if (said.containsKey("escalates")) {
            only(said, Set.of("escalates", "times"));
            return new Expectation.Escalates(Optional.ofNullable(said.get("escalates")), times(said));
        }
        throw at("expected one of same, runs, never or escalates");
    }

    private void only(Map<String, String> said, Set<String> fitting) {
        said.keySet().stream().filter(key -> !fitting.contains(key)).findFirst().ifPresent(key -> {
            throw at("\"" + key + "\" does not go with "
                    + said.keySet().iterator().next());
        });
    }

    private boolean yes(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw at("found \"" + clean(value) + "\", expected true or false");
        }
        return value.equals("true");
    }

    private OptionalInt times(Map<String, String> said) {
        String times = said.get("times");
        if (times == null) {
            return OptionalInt.empty();
        }
        if (!times.matches("[0-9]{1,6}")) {
            throw at("found times \"" + clean(times) + "\", expected a whole number");
        }
        return OptionalInt.of(Integer.parseInt(times));
    }

    private Trouble at(String message) {
        return new Trouble(
                file.getFileName() + ":" + yaml.currentTokenLocation().getLineNr() + ":"
                        + yaml.currentTokenLocation().getColumnNr() + ": " + message);
    }

    static String clean(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }
}
