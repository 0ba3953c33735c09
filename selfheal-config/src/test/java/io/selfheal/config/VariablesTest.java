package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.InvalidPolicyException;
import io.selfheal.SelfHealing;
import io.selfheal.View;
import io.selfheal.test.Events;
import io.selfheal.test.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private static final String SECRET = "hunter2";

    @Test
    void aVariableIsPutInBeforeTheValueIsRead() {
        assertThat(read("every: ${PERIOD}", Map.of("PERIOD", "5s"))).isEmpty();
        assertThat(read("every: ${N}${U}", Map.of("N", "5", "U", "m"))).isEmpty();
        assertThat(read("every: ${PERIOD}", Map.of("PERIOD", "soon")))
                .containsExactly(
                        "selfheal.yaml:1:8: found \"soon\", expected a duration with its unit, such as 30s, 5m or"
                                + " 1h30m, from 10ms to 365d");
    }

    @Test
    void aDefaultIsUsedWhereTheVariableIsNotSet() {
        assertThat(read("every: ${PERIOD:5s}", Map.of())).isEmpty();
        assertThat(read("every: ${PERIOD:soon}", Map.of("PERIOD", "5s"))).isEmpty();
        assertThat(read("probes: {a: {tcp: '${HOST:localhost:80}'}}", Map.of())).isEmpty();
        assertThat(read("service: orders${SUFFIX:}", Map.of())).isEmpty();
    }

    @Test
    void aMissingVariableIsAProblemAndTheOnlyOneOfItsValue() {
        assertThat(read("service: a\nevery: ${PERIOD}", Map.of()))
                .containsExactly(
                        "selfheal.yaml:2:8: found ${PERIOD}, which is not set in the environment; set it, or give"
                                + " a default: ${PERIOD:default}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service: ${", "service: ${}", "service: a${1A}", "service: ${A b}", "service: ${A"})
    void aMalformedVariableIsAProblem(String text) {
        assertThat(read("'" + text.replace(": ", "': '") + "'", Map.of("A", "a")))
                .singleElement()
                .asString()
                .contains("found \"${\" that begins no variable, expected ${NAME} or ${NAME:default}");
    }

    @Test
    void aDoubledDollarSignIsPlainText() {
        assertThat(read("service: $${HOME}", Map.of())).isEmpty();
    }

    @Test
    void keysTakeNoVariables() {
        assertThat(read("modes: {'${A}': observe}", Map.of("A", "a")))
                .singleElement()
                .asString()
                .contains("found \"${A}\", expected a name of 1 to 200 characters without a variable");
    }

    @Test
    void whatAVariableHoldsIsNeverStructure() {
        String bomb = "a\nmode: observe\nrules: [*x, &x {}]";
        assertThat(read("service: ${NAME}", Map.of("NAME", bomb)))
                .singleElement()
                .asString()
                .startsWith("selfheal.yaml:1:10: found \"a\\nmode: observe");
        assertThat(read("rules: ${RULES}", Map.of("RULES", "[]")))
                .singleElement()
                .asString()
                .contains("expected a list");
        assertThat(read("service: ${A}", Map.of("A", "${B}", "B", "x"))).isEmpty();
    }

    @Test
    void aVariableThatHoldsMuchFillsNoMemory() {
        String much = "x".repeat(100_000);
        assertThat(read("service: " + "${A}".repeat(400), Map.of("A", much)))
                .containsExactly(
                        "selfheal.yaml:1:10: found a value that its variables make longer than 2000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "apiToken",
                "CLIENT_SECRET",
                "API_KEY",
                "APIKEY",
                "awsCredentials",
                "signing.keys",
                "PASSPHRASE"
            })
    void aSecretVariableIsRefusedWhereItWouldBeTold(String name) {
        Map<String, String> environment = Map.of(name, SECRET);
        List<String> places = List.of(
                "service: ${V}",
                "every: ${V}",
                "mode: ${V}",
                "journal: ${V}",
                "rules: [{when: '${V}', above: 1}]",
                "rules: [{when: a, above: '${V}'}]",
                "rules: [{when: a, above: 1, because: 'as ${V}'}]",
                "rules: [{when: a, above: 1, run: ['${V}']}]",
                "probes: {a: {tcp: '${V}:80'}}",
                "probes: {a: {http: 'http://${V}/'}}",
                "probes: {a: {http: 'http://a:${V}/'}}",
                "probes: {a: {http: '${V}'}}",
                "probes: {a: {http: 'http://x y${V}/'}}",
                "guards: {budget: '${V} in 1h'}",
                "maintenance: [{from: '${V}', to: 01:00, zone: UTC}]");
        assertThat(places)
                .allSatisfy(place -> assertThat(read(place.replace("${V}", "${" + name + "}"), environment))
                        .singleElement()
                        .asString()
                        .doesNotContain(SECRET)
                        .containsAnyOf("looks secret", "not shown", "has no host"));
    }

    @Test
    void ordinaryVariablesAreNotTakenForSecrets() {
        assertThat(List.of("KEYCLOAK_HOST", "MONITOR", "HOST", "TOKYO_ZONE", "SECTION"))
                .noneMatch(Secrets::looksSecret);
    }

    @Test
    void aSecretInAnAddressIsUsedAndNeverTold() throws Exception {
        String text = "probes: {a: {http: 'http://user:${DB_PASSWORD}@127.0.0.1:1/x?key=${API_KEY}'}}\n"
                + "rules: [{when: a, is: down}]\n";
        Map<String, String> environment = Map.of("DB_PASSWORD", SECRET, "API_KEY", "k3y");
        Events events = new Events();
        Problems problems = new Problems("p.yaml");
        Draft draft = PolicyReader.read("p.yaml", text, name -> Optional.ofNullable(environment.get(name)), problems);
        assertThat(problems.all()).isEmpty();
        try (VirtualTime time = new VirtualTime()) {
            SelfHealing.Builder builder =
                    time.drive(SelfHealing.builder().withoutDiscovery()).listener(events);
            draft.applyTo(builder);
            SelfHealing healing = builder.build();
            time.turn(healing, Duration.ofSeconds(10));
            View view = healing.view();
            assertThat(healing.incidents()).isNotEmpty();
            assertThat(events.story() + view + events.all()).doesNotContain(SECRET, "k3y");
        }
    }

    @Test
    void theValueOfASecretKeyIsNotShown() {
        assertThat(read("modes: {rotate-key: " + SECRET + "}\npassword: " + SECRET, Map.of()))
                .hasSize(2)
                .noneMatch(problem -> problem.contains(SECRET));
        assertThat(read("password: &x " + SECRET, Map.of())).noneMatch(problem -> problem.contains(SECRET));
        assertThat(read("password: \"" + SECRET, Map.of())).noneMatch(problem -> problem.contains(SECRET));
        assertThat(read("password: '" + SECRET + "' '" + SECRET + "'", Map.of()))
                .noneMatch(problem -> problem.contains(SECRET));
        assertThat(Reading.problems("p.json", "{\"password\": " + SECRET + "}", Map.of()))
                .isNotEmpty()
                .noneMatch(problem -> problem.toString().contains(SECRET));
        assertThat(read("probes: {a: {http: 'http://u:" + SECRET + "@a b/'}}", Map.of()))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains(SECRET));
    }

    @Test
    void problemsOfManyVariablesComeTogether() {
        assertThat(read("service: ${A}\njournal: ${B}\nevery: ${C}", Map.of())).hasSize(3);
        assertThat(new InvalidPolicyException(read("service: ${A}", Map.of())).getMessage())
                .contains("1 problem in");
    }

    private static List<String> read(String text, Map<String, String> environment) {
        return Reading.problems(text, environment).stream()
                .map(PolicyProblem::toString)
                .toList();
    }
}
