package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.HealingEvent.IncidentClosed;
import io.selfheal.HealingEvent.OutcomeJudged;
import io.selfheal.HealingEvent.PolicyApplied;
import io.selfheal.HealingEvent.PolicyRejected;
import io.selfheal.HealingEvent.TurnObserved;
import io.selfheal.Resolution;
import io.selfheal.SelfHealing;
import io.selfheal.test.Events;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that names a file, and what becomes of it when the file changes. */
class ReloadTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Events events = new Events();
    private final RecordingAction clear = RecordingAction.of("clear-cache");
    private final ScriptedProbe probe = ScriptedProbe.named("queue").gauge("queue", 50);

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void aChangedFileTakesEffect() throws IOException {
        write("rules: [{when: queue, above: 100, run: clear-cache}]");
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        clear.neverRan();
        write("rules: [{when: queue, above: 10, run: clear-cache}]");
        time.turn(healing, Duration.ofSeconds(30));
        assertThat(clear.runs()).isNotEmpty();
        assertThat(events.of(PolicyApplied.class)).isNotEmpty();
        assertThat(events.of(PolicyRejected.class)).isEmpty();
    }

    @Test
    void aFileGoneWrongIsToldOnceAndTheOldOneGoesOn() throws IOException {
        write("service: orders\nrules: [{when: queue, above: 100, run: clear-cache}]");
        SelfHealing healing = host();
        write("service: orders\nrules: [{when: queue, above: 1O, run: clear-cache}]");
        time.turn(healing, Duration.ofMinutes(2));
        assertThat(events.of(PolicyRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.problems())
                        .singleElement()
                        .asString()
                        .startsWith("selfheal.yaml:2:30: found \"1O\", expected a number"));
        clear.neverRan();
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofMinutes(1));
        assertThat(clear.runs()).isNotEmpty();
    }

    @Test
    void aFileThatVanishesIsToldOnceAndTheOldOneGoesOn() throws IOException {
        Path file = write("rules: [{when: queue, above: 100, run: clear-cache}]");
        SelfHealing healing = host();
        Files.delete(file);
        time.turn(healing, Duration.ofMinutes(2));
        assertThat(events.of(PolicyRejected.class)).hasSize(1);
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofMinutes(1));
        assertThat(clear.runs()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{when: queue, above: 200}", "{when: queue, above: 120}", "{when: queue, above: 100, named: q}"})
    void anEffectThatSettlesIsNotJudgedByWhatTheFileSaysNow(String next) throws IOException {
        write("rules: [{when: queue, above: 100, run: clear-cache, settling: 60s}]");
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofSeconds(5));
        clear.ranOnce();
        write("rules: [" + next + "]");
        time.turn(healing, Duration.ofMinutes(3));

        assertThat(events.verdicts()).containsExactly("clear-cache FAILED");
        assertThat(resolutions()).containsExactly(Resolution.ABANDONED);
        assertThat(clear.undos()).isEmpty();
    }

    @Test
    void anActionThatRunsEndsInItsTimeAndIsNotJudgedWhereItsRuleIsGone() throws IOException {
        write("rules: [{when: queue, above: 100, run: clear-cache}]");
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        clear.performs(recovery -> {
            time.spend(Duration.ofSeconds(25));
            recovery.report("emptied");
        });
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofSeconds(5));
        write("rules: [{when: queue, above: 200, run: clear-cache}]");
        time.turn(healing, Duration.ofSeconds(15));
        assertThat(resolutions()).isEmpty();
        time.turn(healing, Duration.ofMinutes(1));

        assertThat(events.verdicts()).containsExactly("clear-cache FAILED");
        assertThat(events.last(OutcomeJudged.class).orElseThrow().outcome().report())
                .isEqualTo("emptied");
        assertThat(resolutions()).containsExactly(Resolution.ABANDONED);
    }

    @Test
    void anotherRulesNewNameIsNotBlamedOnAnActionThatRanBefore() throws IOException {
        String mending = "{when: queue, above: 100, run: clear-cache, settling: 60s}";
        write("rules: [" + mending + ", {when: queue, above: 120}]");
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofSeconds(5));
        write("rules: [" + mending + ", {when: queue, above: 130}]");
        time.turn(healing, Duration.ofMinutes(2));

        assertThat(events.verdicts()).startsWith("clear-cache NO_EFFECT");
    }

    @Test
    void anIncidentWhoseRuleIsGoneIsGivenUpAlsoWhereEveryGaugeIsWatched() throws IOException {
        write("watchEveryGauge: true\nrules: [{when: queue, above: 100}]");
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofSeconds(5));
        write("watchEveryGauge: true\nrules: [{when: queue, above: 200}]");
        time.turn(healing, Duration.ofMinutes(1));

        assertThat(resolutions()).containsExactly(Resolution.ABANDONED);
    }

    @Test
    void aRuleThatStaysGoesOnWithWhatItHasSeen() throws IOException {
        String rules = "rules: [{when: queue, above: 100, lasting: 60s, run: clear-cache}]";
        write(rules);
        SelfHealing healing = host();
        time.turn(healing, Duration.ofMinutes(1));
        probe.gauge("queue", 150);
        time.turn(healing, Duration.ofSeconds(50));
        write(rules + "\n# x");
        time.turn(healing, Duration.ofSeconds(15));

        assertThat(events.of(PolicyApplied.class)).hasSize(2);
        clear.ranOnce();
    }

    @Test
    void aProbeThatStaysIsNotAskedAnew() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String probes = "probes: {db: {tcp: '127.0.0.1:" + server.getLocalPort() + "', every: 1h, component: a}}";
            write(probes);
            SelfHealing healing = host();
            time.turn(healing, Duration.ofSeconds(5));
            write(probes + "\n# x");
            time.turn(healing, Duration.ofSeconds(30));

            assertThat(events.of(PolicyApplied.class)).hasSize(2);
            server.setSoTimeout(100);
            server.accept().close();
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service: a\nrecordMetrics: true", "service: a\nrecordMetrics: false"})
    void whetherMetricsAreRecordedCannotChange(String first) throws IOException {
        write(first);
        SelfHealing healing = host();
        write(first.endsWith("true") ? first.replace("true", "false") : first.replace("false", "true"));
        time.turn(healing, Duration.ofMinutes(1));

        assertThat(events.of(PolicyRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.problems())
                        .singleElement()
                        .asString()
                        .startsWith("selfheal.yaml:2:")
                        .contains("the recording of metrics cannot change"));
    }

    @Test
    void theFilesWordCountsWhereCodeRecordsMetricsAndTheFileDoesNot() throws IOException {
        write("recordMetrics: false");
        SelfHealing healing = described().recordMetrics().build();
        time.turn(healing, Duration.ofSeconds(5));
        assertThat(events.of(TurnObserved.class)).isEmpty();
    }

    private List<Resolution> resolutions() {
        return events.of(IncidentClosed.class).stream()
                .map(IncidentClosed::resolution)
                .toList();
    }

    private SelfHealing host() {
        return described().build();
    }

    private SelfHealing.Builder described() {
        return time.drive(SelfHealing.builder().withoutDiscovery())
                .policy(folder.resolve("selfheal.yaml"))
                .probe(probe)
                .action(clear)
                .listener(events);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("selfheal.yaml"), text);
    }
}
