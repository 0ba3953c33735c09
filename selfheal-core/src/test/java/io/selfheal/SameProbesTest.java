package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.http.HttpProbe;
import io.selfheal.probe.FileAgeProbe;
import io.selfheal.probe.ProcessProbe;
import io.selfheal.probe.TcpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another policy says anew in the same words has to be known again. */
class SameProbesTest {
    private static final Duration TWO = Duration.ofSeconds(2);
    private static final URI HEALTH = URI.create("http://localhost:8080/health");

    @Test
    void probesOfTheSameWordsAreTheSame() {
        assertThat(all()).isEqualTo(all());
        assertThat(all().stream().map(Object::hashCode).toList())
                .isEqualTo(all().stream().map(Object::hashCode).toList());
    }

    @Test
    void probesOfOtherWordsAreOthers() {
        List<Probe> probes = new ArrayList<>(all());
        probes.add(HttpProbe.of("a", URI.create("http://user:another@localhost:8080/health")));
        probes.add(TcpProbe.of("a", "localhost", 5433));
        probes.add(TcpProbe.of("a", "127.0.0.1", 5432));
        probes.add(FileAgeProbe.of("a", Path.of("c")));
        probes.add(ProcessProbe.of("a", Path.of("sshd")));
        probes.add(ProcessProbe.of("a", "nginx"));
        assertThat(probes).doesNotHaveDuplicates();
    }

    private static List<Probe> all() {
        return List.of(
                HttpProbe.of("a", HEALTH),
                HttpProbe.of("b", HEALTH),
                HttpProbe.of("a", URI.create("http://user:secret@localhost:8080/health")),
                HttpProbe.of("a", HEALTH).every(TWO),
                HttpProbe.of("a", HEALTH).within(Duration.ofMillis(50)),
                HttpProbe.of("a", HEALTH).on("c"),
                TcpProbe.of("a", "localhost", 5432),
                TcpProbe.of("a", "localhost", 5432).every(TWO),
                TcpProbe.of("a", "localhost", 5432).within(Duration.ofMillis(50)),
                TcpProbe.of("a", "localhost", 5432).on("c"),
                FileAgeProbe.of("a", Path.of("b")),
                FileAgeProbe.of("a", Path.of("b")).on("c"),
                FileAgeProbe.of("a", Path.of("b")).on("c").every(TWO),
                FileAgeProbe.of("a", Path.of("b")).nonBlocking(),
                ProcessProbe.of("a", "sshd"),
                ProcessProbe.of("a", "sshd").within(TWO),
                ProcessProbe.of("a", Path.of("b")));
    }
}
