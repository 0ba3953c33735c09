package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.selfheal.InvalidPolicyException;
import io.selfheal.Mode;
import io.selfheal.Policy;
import io.selfheal.Reading;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    @TempDir
    Path folder;

    @Test
    void theFormatIsFoundAndReadsYamlAndJson() {
        Policy.Format format =
                ServiceLoader.load(Policy.Format.class).findFirst().orElseThrow();
        assertThat(List.of("a.yaml", "a.yml", "A.YAML", "dir/a.json")).allMatch(name -> format.reads(Path.of(name)));
        assertThat(List.of("a.txt", "yaml", "a.yaml.bak")).noneMatch(name -> format.reads(Path.of(name)));
        assertThat(format.at(Path.of("dir/selfheal.yaml")).name()).isEqualTo("selfheal.yaml");
    }

    @Test
    void theJournalOfTheFileCountsAndTheHealerTellsWhichItIs() throws IOException {
        Path ofTheFile = folder.resolve("of-the-file.jsonl");
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .journal(folder.resolve("of-the-code.jsonl"))
                .policy(write("journal: " + ofTheFile + "\n"))
                .build();

        assertThat(healing.journal()).contains(ofTheFile.toString());
        assertThat(SelfHealing.builder().withoutDiscovery().build().journal()).isEmpty();
        healing.close();
    }

    @Test
    void whatOnlyTheBuilderFindsGetsItsLine() throws IOException {
        PolicyFile policy = PolicyFile.at(write("""
                rules:
                  - when: queue
                    above: 10
                    run: [clear-cache, shed-lod]
                  - when: db
                    is: down
                    named: db-gone
                    run: reconect
                modes:
                  clear-cash: approve
                guards:
                  budget: 1000 in 1m
                """));
        SelfHealing.Builder builder = SelfHealing.builder()
                .withoutDiscovery()
                .action(RecordingAction.of("clear-cache"))
                .action(RecordingAction.of("shed-load"))
                .action(RecordingAction.of("reconnect"));
        builder.policy(policy);
        assertThatThrownBy(builder::build).isInstanceOfSatisfying(InvalidPolicyException.class, invalid -> {
            assertThat(invalid.problems())
                    .anySatisfy(problem -> assertThat(problem)
                            .startsWith("selfheal.yaml:4:24: rule \"queue-above-10\" runs \"shed-lod\"")
                            .contains("did you mean \"shed-load\"?"))
                    .anySatisfy(problem -> assertThat(problem).startsWith("selfheal.yaml:8:10: rule \"db-gone\" runs"))
                    .anySatisfy(
                            problem -> assertThat(problem).startsWith("selfheal.yaml:10:3: the mode of \"clear-cash\""))
                    .anySatisfy(problem -> assertThat(problem).startsWith("selfheal.yaml:12:11: the budget of 1000"));
        });
        assertThat(policy.placed("something else")).isEqualTo("something else");
    }

    @Test
    void aRuleThatTheCodeHasTooGetsItsLine() throws IOException {
        PolicyFile policy = PolicyFile.at(write("service: a\nrules:\n  - {when: queue, above: 10}\n"));
        SelfHealing.Builder builder = SelfHealing.builder()
                .withoutDiscovery()
                .rule(io.selfheal.rule.Rules.when("queue").above(10));
        builder.policy(policy);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        invalid -> assertThat(invalid.problems())
                                .anyMatch(problem -> problem.startsWith("selfheal.yaml:3:5: two rules have the id")));
    }

    @Test
    void anActionOfModeObserveIsNotCalled() throws IOException {
        PolicyFile policy = PolicyFile.at(write("""
                rules:
                  - {when: up.seconds, above: 0s, run: [quiet, loud]}
                modes: {quiet: observe}
                """));
        RecordingAction quiet = RecordingAction.of("quiet");
        RecoveryAction loud = RecoveryAction.of("loud", Risk.SAFE, () -> {});
        try (VirtualTime time = new VirtualTime()) {
            SelfHealing.Builder builder = time.drive(SelfHealing.builder().withoutDiscovery())
                    .probe(io.selfheal.Probe.gauge("up.seconds", () -> 1))
                    .mode(Mode.ENFORCE)
                    .action(quiet)
                    .action(loud);
            policy.applyTo(builder);
            SelfHealing healing = builder.build();
            time.turn(healing, Duration.ofMinutes(5));
            assertThat(healing.incidents()).isNotEmpty();
            quiet.neverRan();
        }
    }

    @Test
    void theProbesOfAFileObserveTheWorldOutside() throws Exception {
        Path backup = Files.writeString(folder.resolve("orders.dump"), "12345");
        Path pid = Files.writeString(
                folder.resolve("a.pid"), Long.toString(ProcessHandle.current().pid()));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        http.start();
        try (ServerSocket tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                VirtualTime time = new VirtualTime()) {
            Map<String, String> environment = Map.of(
                    "HTTP",
                    "http://127.0.0.1:" + http.getAddress().getPort() + "/health",
                    "TCP",
                    "127.0.0.1:" + tcp.getLocalPort(),
                    "BACKUP",
                    backup.toString(),
                    "PID",
                    pid.toString());
            PolicyFile policy = new PolicyFile(write("""
                            probes:
                              payments: {http: '${HTTP}', component: network}
                              orders-db: {tcp: '${TCP}', within: 1s, every: 2s}
                              backup: {file: '${BACKUP}'}
                              agent: {pidFile: '${PID}'}
                              proxy: {process: no-such-program}
                            """), name -> Optional.ofNullable(environment.get(name)));
            SelfHealing.Builder builder = time.drive(SelfHealing.builder().withoutDiscovery());
            policy.applyTo(builder);
            SelfHealing healing = builder.build();
            time.turn(healing, Duration.ofSeconds(10));
            Snapshot seen = healing.view().snapshot();
            assertThat(seen.health("payments")).isEqualTo(Status.DOWN);
            assertThat(seen.reading("payments").map(Reading::component)).contains("network");
            assertThat(seen.health("orders-db")).isEqualTo(Status.UP);
            assertThat(seen.gauge("orders-db.connect.seconds")).isNotEmpty();
            assertThat(seen.health("backup")).isEqualTo(Status.UP);
            assertThat(seen.gauge("backup.size.bytes")).hasValue(5);
            assertThat(seen.health("agent")).isEqualTo(Status.UP);
            assertThat(seen.health("proxy")).isEqualTo(Status.DOWN);
        } finally {
            http.stop(0);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("selfheal.yaml"), text);
    }
}
