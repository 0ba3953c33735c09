package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.DecisionEngine;
import io.selfheal.HealingEvent.PolicyRejected;
import io.selfheal.InvalidPolicyException;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.diagnose.KnownCause;
import io.selfheal.diagnose.Sign;
import io.selfheal.test.Events;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host knows of its own service, in its policy. */
class KnowledgeTest {
    private static final String SESSIONS = """
            knowledge:
              signs:
                sessions-many:
                  words: There are very many sessions
                  metrics: sessions.held.count
                  from: 50000
                  to: 200000
              causes:
                session pile-up:
                  prior: 5 %
                  signs: {sessions-many: 90 %}
                  cures: {drop-sessions: 80 %}
            """;

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Events events = new Events();
    private final RecordingAction drop = RecordingAction.of("drop-sessions").risk(Risk.SAFE);
    private final ScriptedProbe probe = ScriptedProbe.named("sessions").gauge("sessions.held.count", 300_000);

    @AfterEach
    void end() {
        time.close();
    }

    private static Knowledge known(String text) {
        Problems problems = new Problems("selfheal.yaml");
        Draft draft = PolicyReader.read("selfheal.yaml", text, name -> Optional.empty(), problems);
        assertThat(problems.all()).isEmpty();
        Knowledge[] known = new Knowledge[1];
        SelfHealing.Builder builder = SelfHealing.builder().engine(Diagnosis.of(Knowledge.jvm()));
        draft.applyTo(builder);
        builder.changeEngine(engine -> {
            known[0] = ((Diagnosis) engine).knowledge();
            return engine;
        });
        return known[0];
    }

    @Test
    void whatTheCompleteExampleSaysIsWhatTheSameCodeSays() {
        Knowledge inCode = Knowledge.jvm()
                .with(new Sign(
                        "sessions-many",
                        "There are very many sessions",
                        List.of("sessions.held.count", "sessions.*.held.count"),
                        50_000,
                        200_000,
                        0.02,
                        "sessions",
                        Sign.Measure.LEVEL,
                        Sign.Place.AROUND,
                        10))
                .with(new KnownCause(
                        "session pile-up",
                        0.05,
                        Map.of("sessions-many", 0.9, "heap-high", 0.6),
                        Map.of("drop-sessions", 0.8, KnownCause.NOTHING, 0.05),
                        false,
                        2,
                        1))
                .cures("drop-sessions", "cache bloat", 0.4)
                .restart("bounce-workers");

        String text = Complete.text().replaceFirst("(?ms)\\A.*^(?=knowledge:)", "");
        assertThat(known(text)).isEqualTo(inCode);
    }

    @Test
    void anIncidentOpensAndIsHealedByWhatTheFileKnows() throws IOException {
        write(SESSIONS + "  opensAfter: 10s\n");
        SelfHealing healing = host(Diagnosis.of(Knowledge.jvm()));
        time.turn(healing, Duration.ofSeconds(5));
        drop.neverRan();
        time.turn(healing, Duration.ofSeconds(30));
        assertThat(drop.runs()).isNotEmpty();
    }

    @Test
    void aChangedFileChangesWhatIsKnown() throws IOException {
        write(SESSIONS.replace("drop-sessions: 80 %", "drop-sessions: 1 %") + "  opensAfter: 10s\n");
        SelfHealing healing = host(Diagnosis.of(Knowledge.jvm()));
        time.turn(healing, Duration.ofMinutes(1));
        drop.neverRan();
        write(SESSIONS + "  opensAfter: 10s\n");
        time.turn(healing, Duration.ofMinutes(1));
        assertThat(drop.runs()).isNotEmpty();
        assertThat(events.of(PolicyRejected.class)).isEmpty();
    }

    @Test
    void anEngineThatInfersNothingHasNoUseForIt() throws IOException {
        write("service: orders\n" + SESSIONS);

        assertThatThrownBy(() -> host(DecisionEngine.ladder()))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("selfheal.yaml:3:3: found \"knowledge\" for an engine that infers nothing;"
                        + " expected code to name one that does");
    }

    @Test
    void whatIsNotKnownIsToldWithItsPlaceAndTheNearestName() throws IOException {
        write("""
                knowledge:
                  causes:
                    cache blot:
                      cures: {drop-sessions: 40 %}
                    session pile-up:
                      prior: 5 %
                      signs:
                        memory-hihg: 90 %
                """);

        assertThatThrownBy(() -> host(Diagnosis.of(Knowledge.jvm())))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining(
                        "selfheal.yaml:3:5: found the cause \"cache blot\", which is not known yet, without"
                                + " \"prior\"")
                .hasMessageContaining("did you mean \"cache bloat\"?")
                .hasMessageContaining("selfheal.yaml:8:9: found the unknown sign \"memory-hihg\", expected one of the"
                        + " engine's or of \"signs\" in this file; did you mean \"memory-high\"?");
    }

    @Test
    void whatMakesNoSenseIsToldByTheReader() {
        assertThat(Reading.of("knowledge: {causes: {x: {prior: 1}}}"))
                .singleElement()
                .asString()
                .contains("found \"1\", expected a chance such as 90 % or 0.9, above 0 and below 100 %");
        assertThat(Reading.of("knowledge: {causes: {x: {prio: 5 %}}}"))
                .singleElement()
                .asString()
                .contains("did you mean \"prior\"?");
        assertThat(Reading.of(
                        "knowledge: {signs: {x: {words: X, metrics: memory.used.ratio, from: 80 %, to: 512MiB}}}"))
                .singleElement()
                .asString()
                .contains("found an amount in bytes, expected a share");
        assertThat(Reading.of("knowledge: {signs: {x: {words: X, metrics: a.*.b.*, from: 1, to: 2}}}"))
                .singleElement()
                .asString()
                .contains("expected a metric's name, with one * at most");
        assertThat(Reading.of("knowledge: {signs: {x: {words: X, metrics: queue, from: 2, to: 2}}}"))
                .singleElement()
                .asString()
                .contains("goes from 2.0 to 2.0: give the value at which it begins, and another one");
        assertThat(Reading.of("knowledge: {signs: {x: {words: X, metrics: a.bytes, from: 3s, to: 9, measure: rise}}}"))
                .singleElement()
                .asString()
                .contains("expected a plain number");
    }

    @Test
    void moreCausesOrSignsThanCanBeWeighedAreRefused() {
        assertThat(Reading.of(many("cause", "{prior: 1 %, signs: {sign-1: 90 %}}", 100)))
                .isEmpty();
        assertThat(Reading.of(many("cause", "{prior: 1 %, signs: {sign-1: 90 %}}", 3_000)))
                .containsExactly("103:5: found 3000 causes, expected 100 at most, with the engine's; leave some out");
        assertThat(Reading.of(many("sign", "{words: X, metrics: queue, from: 1, to: 2}", 300)))
                .isEmpty();
        assertThat(Reading.of(many("sign", "{words: X, metrics: queue, from: 1, to: 2}", 301)))
                .containsExactly("303:5: found 301 signs, expected 300 at most, with the engine's; leave some out");
    }

    @Test
    void whatTheEngineKnowsCounts() throws IOException {
        int known = Knowledge.jvm().causes().size();
        String fitting = many("cause", "{prior: 1 %, signs: {memory-high: 90 %}}", 100 - known);
        write(fitting + "    cache bloat: {cures: {drop-sessions: 40 %}}\n");
        host(Diagnosis.of(Knowledge.jvm())).close();

        write(fitting + "    one more: {prior: 1 %, signs: {memory-high: 90 %}}\n");
        assertThatThrownBy(() -> host(Diagnosis.of(Knowledge.jvm())))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("selfheal.yaml:" + (103 - known) + ":5: found 101 causes, " + known
                        + " of them the engine's, expected 100 at most");

        int signs = Knowledge.jvm().signs().size();
        write(many("sign", "{words: X, metrics: queue, from: 1, to: 2}", 301 - signs));
        assertThatThrownBy(() -> host(Diagnosis.of(Knowledge.jvm())))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("found 301 signs, " + signs + " of them the engine's, expected 300 at most");
    }

    private static String many(String what, String value, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "    " + what + "-" + i + ": " + value + "\n")
                .collect(Collectors.joining("", "knowledge:\n  " + what + "s:\n", ""));
    }

    private SelfHealing host(DecisionEngine engine) {
        return time.drive(SelfHealing.builder().withoutDiscovery())
                .policy(folder.resolve("selfheal.yaml"))
                .engine(engine)
                .probe(probe)
                .action(drop)
                .listener(events)
                .build();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("selfheal.yaml"), text);
    }
}
