package io.selfheal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TcpProbeTest {
    @Test
    void aPortThatAcceptsIsUpAndSaysHowLongItTook() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Metric> seen =
                    TcpProbe.of("db", "127.0.0.1", server.getLocalPort()).sample();
            assertThat(seen.get(0)).isEqualTo(Health.up("db"));
            assertThat(seen.get(1)).isInstanceOfSatisfying(Gauge.class, took -> {
                assertThat(took.name()).isEqualTo("db.connect.seconds");
                assertThat(took.value()).isBetween(0.0, 2.0);
            });
        }
    }

    @Test
    void aPortThatRefusesIsDownAndSaysWhich() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(TcpProbe.of("db", "127.0.0.1", port).sample())
                .singleElement()
                .satisfies(seen -> {
                    assertThat(((Health) seen).status()).isEqualTo(Status.DOWN);
                    assertThat(((Health) seen).detail()).startsWith("127.0.0.1:" + port + " fails: ");
                });
    }

    @Test
    void aNameThatNobodyKnowsIsDown() throws IOException {
        assertThat(TcpProbe.of("db", "no-such-host.invalid", 5432).sample())
                .containsExactly(Health.down("db", "no-such-host.invalid:5432 cannot be resolved"));
    }

    /** A listener whose backlog is full answers no further connection: on Linux, with silence. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPortThatDoesNotAnswerIsDownAfterTheLimit() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            boolean full = false;
            for (int i = 0; i < 20 && !full; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                full = !connects(socket, address);
            }
            assertThat(full).isTrue();
            TcpProbe probe =
                    TcpProbe.of("db", "127.0.0.1", server.getLocalPort()).within(Duration.ofMillis(50));
            assertThat(probe.sample())
                    .containsExactly(
                            Health.down("db", "127.0.0.1:" + server.getLocalPort() + " does not accept within 50 ms"));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void itsSampleMayTakeLongerThanItsLimitSoThatALateAnswerIsReported() {
        TcpProbe probe = TcpProbe.of("db", "db.internal", 5432).within(Duration.ofSeconds(3));
        assertThat(probe.timeout()).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void itObservesTheComponentOfItsNameUnlessToldOtherwise() {
        TcpProbe probe = TcpProbe.of("db", "db.internal", 5432);
        assertThat(probe.component()).isEqualTo("db");
        assertThat(probe.on("storage").component()).isEqualTo("storage");
        assertThat(probe.on("storage").within(Duration.ofSeconds(1)).component())
                .isEqualTo("storage");
        assertThat(probe.name()).isEqualTo("db");
    }

    @Test
    void whatItCannotUseIsRefusedWithTheFix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbe.of(" ", "a", 1))
                .withMessage("a TCP probe has a blank name: name the component it observes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbe.of("a", " ", 1))
                .withMessageContaining("host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpProbe.of("a", "a", 0))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException().isThrownBy(() -> TcpProbe.of("a", "a", 65_536));
        TcpProbe probe = TcpProbe.of("a", "a", 65_535);
        assertThatIllegalArgumentException().isThrownBy(() -> probe.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.within(Duration.ofNanos(10)));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.within(Duration.ofHours(2)));
    }

    private static boolean connects(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address, 100);
            return true;
        } catch (IOException full) {
            return false;
        }
    }
}
