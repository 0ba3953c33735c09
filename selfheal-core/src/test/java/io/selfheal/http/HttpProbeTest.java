package io.selfheal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.SelfHealing;
import io.selfheal.Status;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpProbeTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void anAnswerComesWithTheTimeItTook() throws Exception {
        try (RawServer server = RawServer.answering(200, "")) {
            List<Metric> metrics = HttpProbe.of("payments", server.uri()).sample();
            assertThat(metrics).extracting(Metric::name).containsExactly("payments", "payments.response.seconds");
            assertThat(((Gauge) metrics.get(1)).value()).isBetween(0.0, 2.0);
        }
    }

    @Test
    void theRequestIsAPlainGetThatSaysWhoAsks() throws Exception {
        try (RawServer server = RawServer.answering(200, "")) {
            HttpProbe.of("payments", URI.create("http://127.0.0.1:" + server.port() + "/a%20b?key=v&w=ü"))
                    .sample();
            assertThat(server.requests.get(0))
                    .startsWith("GET /a%20b?key=v&w=%C3%BC HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nUser-Agent: selfheal\r\n", "\r\nConnection: close\r\n")
                    .doesNotContain("Authorization");
        }
    }

    @Test
    void aUserInTheUriIsSentButNeverShown() throws Exception {
        try (RawServer server = RawServer.answering(503, "")) {
            URI uri = URI.create("http://joe:s3cret@127.0.0.1:" + server.port() + "?token=t0ken");
            HttpProbe probe = HttpProbe.of("payments", uri);
            assertThat(probe.sample().toString()).doesNotContain("joe", "s3cret", "t0ken");
            assertThat(server.requests.get(0))
                    .startsWith("GET /?token=t0ken ")
                    .contains("\r\nAuthorization: Basic am9lOnMzY3JldA==\r\n");
        }
        assertThat(HttpProbe.of("payments", URI.create("http://joe:s3cret@nobody.invalid/?token=t0ken"))
                        .sample()
                        .toString())
                .contains("DOWN")
                .doesNotContain("joe", "s3cret", "t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\n{\"st\n1;ext=1\na\n11 \ntus\":  \"DOWN\"    \n1\n}\n0\nTrailer: x\n\n",
                "HTTP/1.1 200 OK\ncontent-length: 17\n\n{\"status\":\"DOWN\"}and what follows is not read",
                "HTTP/1.0 200 OK\n\n{\"status\":\"DOWN\"}",
                "HTTP/1.1 200\n\n{\"status\":\"DOWN\"}",
                "HTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 200 OK\nnonsense\n\n{\"status\":\"DOWN\"}",
            })
    void everyWayToSendABodyIsUnderstood(String answer) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            assertThat(health(HttpProbe.of("payments", server.uri())))
                    .isEqualTo(Health.down("payments", "answered 200, says DOWN"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "220 mail.example ESMTP\\n | does not speak HTTP/1.1: its answer does not begin with HTTP/1.",
                "HTTP/1.1 OK\\n\\n | does not speak HTTP/1.1: its answer has no status code",
                "HTTP/1.1 200 OK\\nContent-Length: -5\\n\\n | does not speak HTTP/1.1: its body has no length but \"-5\"",
                "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\nzz\\n "
                        + "| does not speak HTTP/1.1: its body has no length but \"zz\"",
            })
    void whatDoesNotSpeakHttpIsUnknown(String answer, String detail) throws Exception {
        try (RawServer server = RawServer.answering(answer.replace("\\n", "\n"))) {
            Health health = health(HttpProbe.of("payments", server.uri()));
            assertThat(health.status()).isEqualTo(Status.UNKNOWN);
            assertThat(health.detail()).isEqualTo("127.0.0.1:" + server.port() + " " + detail);
        }
    }

    @Test
    void aBinaryGreetingIsNotWaitedFor() throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> {
            connection.getOutputStream().write(new byte[] {0x4a, 0, 0, 0, 0x0a});
            raw.closing.await();
        })) {
            assertThat(health(HttpProbe.of("db", server.uri())).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void anEndlessHeadIsCutOff() throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
            while (true) {
                out.write("X-Filler: something\r\n".getBytes(ISO_8859_1));
            }
        })) {
            Health health = health(HttpProbe.of("payments", server.uri()));
            assertThat(health.status()).isEqualTo(Status.UNKNOWN);
            assertThat(health.detail()).endsWith("its answer has a head of more than 16 KiB");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 9999999999\r\n", "Transfer-Encoding: chunked\r\n"})
    void anEndlessBodyIsCutOffAndTheCodeCounts(String framing) throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n").getBytes(ISO_8859_1));
            String piece = "{\"status\":\"DOWN\"}".repeat(1000);
            byte[] bytes = (framing.startsWith("T")
                            ? Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n"
                            : piece)
                    .getBytes(ISO_8859_1);
            while (true) {
                out.write(bytes);
            }
        })) {
            assertThat(health(HttpProbe.of("payments", server.uri())))
                    .isEqualTo(new Health("payments", Status.UP, "answered 200, with a body of more than 64 KiB"));
        }
    }

    @Test
    void deepAndWideJsonDoesNoHarm() throws Exception {
        try (RawServer server = RawServer.answering(503, "[".repeat(60_000))) {
            assertThat(health(HttpProbe.of("payments", server.uri())))
                    .isEqualTo(Health.down("payments", "answered 503"));
        }
        String part = "{\"name\":\"n\\n\\u202e\",\"status\":\"DOWN\"},";
        String wide = "{\"status\":\"DOWN\",\"checks\":[" + part.repeat(999) + "{}]}";
        try (RawServer server = RawServer.answering(503, wide)) {
            assertThat(health(HttpProbe.of("payments", server.uri())).detail())
                    .startsWith("answered 503, says DOWN: n\\n\\u202e DOWN, ")
                    .endsWith(" and 994 more");
        }
    }

    /** 64 KiB of it, of which each part would repeat a name of half that length. */
    @Test
    void longNamesAreNotRepeatedForEachPart() {
        String body = "{\"status\":\"DOWN\",\"checks\":{\"" + "n".repeat(32_000) + "\":["
                + "{\"status\":\"FAIL\"},".repeat(1_800) + "{}]}}";
        HttpReply reply = new HttpReply(503, body, true);
        reply.health("payments"); // the first time includes the loading of classes
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        Health health = reply.health("payments");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
        assertThat(health.detail())
                .startsWith("answered 503, says DOWN: nnn")
                .contains("n FAIL, n")
                .endsWith(" and 1795 more");
    }

    @Test
    void aReasonInAnyBytesIsNoReasonToDoubtTheCode() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 500 \u00e5\u0086\u0085\n\n")) {
            assertThat(health(HttpProbe.of("payments", server.uri())))
                    .isEqualTo(Health.down("payments", "answered 500"));
        }
    }

    @Test
    void aServerThatNeverAnswersIsDown() throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> raw.closing.await())) {
            assertThat(HttpProbe.of("payments", server.uri()).within(SHORT).sample())
                    .containsExactly(Health.down("payments", "no answer within 200 ms"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", ""})
    void anAnswerThatDripsIsDownHoweverLongItLasts(String start) throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write((start.isEmpty() ? "HTTP/1.1 200 OK\r\n\r\n" : start).getBytes(ISO_8859_1));
            do {
                out.write(' ');
            } while (!raw.closing.await(20, MILLISECONDS));
        })) {
            assertThat(HttpProbe.of("payments", server.uri()).within(SHORT).sample())
                    .containsExactly(Health.down("payments", "no answer within 200 ms"));
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedIsDown() throws Exception {
        List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) { // more than its queue holds: the system drops what comes next
                SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(full.getLocalSocketAddress());
                fillers.add(filler);
            }
            URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
            assertThat(HttpProbe.of("payments", uri).within(SHORT).sample())
                    .containsExactly(Health.down("payments", "no answer within 200 ms"));
        } finally {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aRefusedConnectionIsDown() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        assertThat(HttpProbe.of("payments", URI.create("http://127.0.0.1:" + free + "/x"))
                        .sample())
                .containsExactly(Health.down("payments", "127.0.0.1:" + free + " fails: Connection refused"));
    }

    @Test
    void aNameThatNobodyKnowsIsDown() throws Exception {
        assertThat(HttpProbe.of("payments", URI.create("http://nobody.invalid/"))
                        .sample())
                .containsExactly(Health.down("payments", "nobody.invalid:80 cannot be resolved"));
    }

    @Test
    void aServerThatHangsUpIsDown() throws Exception {
        try (RawServer server = RawServer.answering("")) {
            assertThat(HttpProbe.of("payments", server.uri()).sample())
                    .containsExactly(Health.down(
                            "payments",
                            "127.0.0.1:" + server.port() + " fails: it hung up before the end of its answer"));
        }
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 10\n\nabc")) {
            assertThat(HttpProbe.of("payments", server.uri()).sample())
                    .containsExactly(Health.down(
                            "payments",
                            "127.0.0.1:" + server.port() + " fails: it broke off in the middle of its answer"));
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        try (RawServer server = RawServer.playing((raw, connection) -> {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n{}".getBytes(ISO_8859_1));
        })) {
            HttpProbe probe = HttpProbe.of("payments", server.uri());
            probe.sample();
            int threads = Thread.activeCount();
            for (int i = 0; i < 50; i++) {
                probe.sample();
            }
            assertThat(Thread.activeCount()).isEqualTo(threads);
            assertThat(server.requests).hasSize(51);
        }
    }

    @Test
    void aDerivedProbeKeepsTheRest() {
        HttpProbe probe = HttpProbe.of("payments", URI.create("https://example.org"))
                .every(Duration.ofSeconds(5))
                .within(Duration.ofMillis(500))
                .on("billing");
        assertThat(probe.name()).isEqualTo("payments");
        assertThat(probe.component()).isEqualTo("billing");
        assertThat(probe.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(probe.timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://host/ | has the scheme \"ftp\": give one that starts with http:// or https://",
                "/health | has the scheme \"null\": give one that starts with http:// or https://",
                "http:///health | has no host",
                "http://my_service/health | has no host, or one that is not letters, digits, '-' and '.'",
                "http://joe:s3cret@host:70000/ | has the port 70000: give one from 1 to 65535",
                "http://host:0/ | has the port 0: give one from 1 to 65535",
            })
    void aUriThatCannotWorkIsRefusedWithTheFix(String uri, String problem) {
        assertThatThrownBy(() -> HttpProbe.of("payments", URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTP probe \"payments\": its URI " + problem)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aBlankNameAndAnImpossibleLimitAreRefused() {
        HttpProbe probe = HttpProbe.of("payments", URI.create("http://localhost"));
        assertThatThrownBy(() -> HttpProbe.of(" ", URI.create("http://localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank name");
        for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1))) {
            assertThatThrownBy(() -> probe.within(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give a time above zero and at most an hour");
        }
    }

    @Test
    void theLoopTakesItAsAnyProbe() throws Exception {
        try (RawServer server = RawServer.answering(503, "{\"status\":\"DOWN\"}");
                SelfHealing healing = SelfHealing.builder()
                        .withoutDiscovery()
                        .executor(Runnable::run)
                        .probe(HttpProbe.of("payments", server.uri()))
                        .build()) {
            healing.loop().runOnce();
            healing.loop().runOnce();
            assertThat(healing.view().snapshot().health("payments")).isEqualTo(Status.DOWN);
        }
    }

    private static Health health(HttpProbe probe) throws Exception {
        return (Health) probe.sample().get(0);
    }
}
