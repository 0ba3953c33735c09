package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final String NAME = "selfheal-policy.schema.json";
    private static final Path SHIPPED =
            Path.of("src/main/resources/io/selfheal/config").resolve(NAME);
    private static final Path SHOWN = Path.of("../docs").resolve(NAME);

    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaWriter.write());

    /** To write it anew: {@code mvn -pl selfheal-config -am test -Dtest=SchemaTest -Dselfheal.schema.write=true}. */
    @Test
    void theShippedSchemaIsTheOneOfTheModelThatReads() throws IOException {
        if (Boolean.getBoolean("selfheal.schema.write")) {
            Files.writeString(SHIPPED, SchemaWriter.write());
            Files.writeString(SHOWN, SchemaWriter.write());
        }
        assertThat(SHIPPED).hasContent(SchemaWriter.write());
        assertThat(SHOWN).hasContent(SchemaWriter.write());
        assertThat(PolicyFile.class.getResource(NAME)).isNotNull();
    }

    @Test
    void theSchemaItselfIsAValidSchema() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(new ObjectMapper().readTree(SchemaWriter.write())))
                .isEmpty();
    }

    @Test
    void theCompletePolicyFitsTheSchema() throws IOException {
        assertThat(schema.validate(tree(Complete.text()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: ENFORCE",
                "mode: on",
                "unknown: 1",
                "recordMetrics: often",
                "every: 30",
                "every: soon",
                "service: {}",
                "service: ''",
                "service:",
                "rules: {}",
                "rules: [{when: a, above: many}]",
                "rules: [{when: a}]",
                "rules: [{above: 1}]",
                "rules: [{when: a, above: 1, below: 0}]",
                "rules: [{when: a, above: 1, clearingAbove: 0}]",
                "rules: [{when: a, is: up}]",
                "rules: [{when: a, risingBy: 1}]",
                "rules: [{when: a, above: 1, in: 5m}]",
                "rules: [{when: a, above: 1, run: []}]",
                "rules: [{when: a, above: 1, run: [x, x]}]",
                "rules: [{when: a, above: 1, run: {x: y}}]",
                "rules: [{all: [{when: a, above: 1}]}]",
                "rules: [{all: [{when: a, above: 1, run: x}, {when: b, above: 1}]}]",
                "rules: [{any: {when: a, above: 1}}]",
                "probes: [a]",
                "probes: {a: {}}",
                "probes: {a: {http: 'ftp://a'}}",
                "probes: {a: {http: 'http://a', tcp: 'a:1'}}",
                "probes: {a: {tcp: 'a'}}",
                "probes: {a: {tcp: 'a:0'}}",
                "probes: {a: {file: x, unknown: 1}}",
                "probes: {a: {process: /usr/sbin/nginx}}",
                "probes: {a: {process: 'C:\\nginx.exe'}}",
                "probes: {'': {file: x}}",
                "probes: {'${A}': {file: x}}",
                "components: {a: {dependsOn: {}}}",
                "components: {a: [b]}",
                "modes: {a: maybe}",
                "guards: {budget: 10}",
                "guards: {budget: 0 in 1h}",
                "guards: {cooldown: 1m}",
                "guards: {recurrence: 0}",
                "guards: {recurrence: 1.5}",
                "guards: {riskCeiling: none}",
                "guards: {stormShare: 2}",
                "guards: {stormShare: 0}",
                "maintenance: [{from: 02:00, to: 03:00}]",
                "maintenance: [{from: 25:00, to: 03:00, zone: UTC}]",
                "maintenance: [{from: 02:00, to: 03:00, zone: UTC, days: someday}]",
                "maintenance: {from: 02:00, to: 03:00, zone: UTC}",
                "[]",
                "just text",
            })
    void whatTheSchemaRefusesTheReaderRefuses(String text) throws IOException {
        assertThat(schema.validate(tree(text))).as("by the schema").isNotEmpty();
        assertThat(Reading.of(text)).as("by the reader").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service: 42",
                "service: true",
                "recordMetrics: 'true'",
                "recordMetrics: false",
                "every: 1h 30m",
                "every: PT1M30S",
                "every: ${PERIOD:5s}",
                "mode: ${MODE:observe}",
                "rules: []",
                "rules: [{when: a, above: 1}]",
                "rules: [{when: a, above: '1'}]",
                "rules: [{when: a, above: -1.5e3}]",
                "rules: [{when: a.ratio, below: 5 %, run: x}]",
                "rules: [{when: a, is: degraded, run: [x, y]}]",
                "guards: {stormShare: 1}",
                "guards: {stormShare: 100%}",
                "guards: {recurrence: '3'}",
                "maintenance: [{from: 02:00, to: 03:00:30, zone: UTC, days: sat}]",
                "components: {a: {}}",
                "probes: {a: {tcp: '[::1]:80'}}",
            })
    void whatTheSchemaTakesTheReaderTakes(String text) throws IOException {
        assertThat(schema.validate(tree(text))).as("by the schema").isEmpty();
        assertThat(Reading.of(text)).as("by the reader").isEmpty();
    }

    /** What the reader finds nothing wrong with, no editor may mark: over files that went wrong at random. */
    @Test
    void noMutatedPolicyPassesTheReaderAndFailsTheSchema() throws IOException {
        long seed = 20260101;
        Random random = new Random(seed);
        int passed = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = Mutation.of(Complete.text(), 1 + random.nextInt(2), random);
            if (Reading.of(text).isEmpty()) {
                passed++;
                assertThat(schema.validate(tree(text)))
                        .as("seed %d, input %d:%n%s", seed, i, text)
                        .isEmpty();
            }
        }
        assertThat(passed).as("mutants that are still right").isGreaterThan(200);
    }

    /** Every key of the model, at every place where it may stand, takes part in the complete policy. */
    @Test
    void theCompletePolicySaysEverythingThereIsToSay() {
        assertThat(keys(Vocabulary.POLICY).distinct())
                .allSatisfy(key -> assertThat(Complete.text()).containsPattern("\\b" + key + ":"));
    }

    private static Stream<String> keys(Kind<?> kind) {
        if (kind instanceof Shape shape) {
            return shape.forms().stream()
                    .flatMap(form -> form.keys().stream())
                    .flatMap(key -> Stream.concat(Stream.of(key.name()), keys(key.kind())));
        }
        return kind instanceof Many<?> many
                ? keys(many.each())
                : kind instanceof Named<?> named ? keys(named.each()) : Stream.empty();
    }

    private static JsonNode tree(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }

    /** Guards the other tests of this class. */
    @Test
    void theCompletePolicyIsRight() {
        assertThat(Reading.problems(Complete.text(), Map.of())).isEmpty();
    }
}
