package io.selfheal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.selfheal.Health;
import io.selfheal.OwnTime;
import io.selfheal.SelfHealing;
import io.selfheal.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HealthServerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final View view = new Patient().with("", Health.up("orders.self")).view();
    private final HealthEndpoint endpoint = HealthEndpoint.of(() -> view, () -> true);
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void hangUp() {
        clients.shutdownNow();
    }

    @Test
    void itServesOnLoopback() throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            assertThat(server.uri().getHost()).isIn("127.0.0.1", "[::1]");
            Asked health = Asked.get(server.uri().resolve("/health?verbose"));
            assertThat(health.code()).isEqualTo(200);
            assertThat(health.body()).isEqualTo(endpoint.answer("/health").body());
            assertThat(health.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("connection", "close");
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
            assertThat(Asked.get(server.uri().resolve("/readyz")).code()).isEqualTo(200);
            assertThat(Asked.get(server.uri().resolve("/nothing")).code()).isEqualTo(404);
        }
    }

    @Test
    void aLackOfMemoryWhileSomebodyComesInEndsNothing() throws Exception {
        AtomicInteger errors = new AtomicInteger(3);
        HealthServer.Making failing = () -> new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                if (errors.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("of the test");
                }
                return super.accept();
            }
        };
        try (HealthServer server = HealthServer.start(endpoint, ANY, LIMIT, failing)) {
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
            assertThat(errors.get()).isNegative();
        }
    }

    @Test
    void aLackOfMemoryWhileSomebodyIsServedHangsUpOnHimAndServesTheNext() throws Exception {
        AtomicInteger errors = new AtomicInteger();
        HealthEndpoint failing = HealthEndpoint.of(() -> view, () -> {
            if (errors.getAndDecrement() > 0) {
                throw new OutOfMemoryError("of the test");
            }
            return true;
        });
        try (HealthServer server = start(failing, Duration.ofHours(1))) {
            errors.set(5);
            for (int i = 0; i < 5; i++) {
                assertThat(hungUp(server.uri().resolve("/livez")))
                        .as("a connection that is left open")
                        .isTrue();
            }
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
        }
    }

    @Test
    void whatCannotStartLeavesNeitherAThreadNorThePort() throws Exception {
        int[] port = {0};
        HealthServer.Making failing = () -> new ServerSocket() {
            @Override
            public SocketAddress getLocalSocketAddress() {
                port[0] = getLocalPort();
                throw new OutOfMemoryError("of the test");
            }
        };

        assertThatThrownBy(() -> HealthServer.start(endpoint, ANY, LIMIT, failing))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(threadsLeft()).isEmpty();
        endpoint.start(port[0]).close();
    }

    @Test
    void whoSaysNothingHoldsNobodyUpForLong() throws Exception {
        try (HealthServer server = start(Duration.ofHours(1));
                Socket one = slow(server, "");
                Socket two = slow(server, "")) {
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
            server.close();
            assertThat(rest(one) + rest(two)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 400",
        "GET /livez, 400",
        "GET /livez SPDY/3, 400",
        "GET /li%vez HTTP/1.1, 400",
        "GET mailto:me HTTP/1.1, 200",
        "GET /livez?a=/b HTTP/1.1, 200",
        "GET http://localhost/livez HTTP/1.1, 200",
        "GET /live%7a HTTP/1.0, 200",
        "GET /livez HTTP/1.1~Host: localhost~Host: localhost, 400",
        "GET /livez HTTP/1.1~no header, 400",
    })
    void whatIsNoRequestIsToldSo(String head, int code) throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            assertThat(Asked.raw(server.uri(), head.replace("~", "\r\n") + "\r\n\r\n")
                            .code())
                    .isEqualTo(code);
        }
    }

    @Test
    void aHeadWithoutAnEndIsCutOff() throws Exception {
        try (HealthServer server = start(Duration.ofHours(1));
                Socket endless = slow(server, "GET /livez HTTP/1.1\r\nX: " + "x".repeat(20_000))) {
            assertThat(rest(endless))
                    .satisfiesAnyOf(
                            reset -> assertThat(reset).isEmpty(),
                            told -> assertThat(told).startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void headGivesTheHeadersOnly() throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            Asked head = Asked.send("HEAD", server.uri().resolve("/health"));
            assertThat(head.code()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers())
                    .containsEntry(
                            "content-length",
                            "" + endpoint.answer("/health").body().length());
        }
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"})
    void otherMethodsAreRefused(String method) throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            Asked answer = Asked.send(method, server.uri().resolve("/health"));
            assertThat(answer.code()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost:80, 200",
        "127.0.0.1:8081, 200",
        "127.1.2.3, 200",
        "[::1]:9, 200",
        "[0:0:0:0:0:0:0:1]:9, 200",
        "'', 403",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "10.0.0.1, 403",
        "evil.example:127.0.0.1, 403"
    })
    void aLoopbackServerAnswersToItsOwnNamesOnly(String host, int code) throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            assertThat(Asked.send("GET", server.uri().resolve("/health"), host).code())
                    .isEqualTo(code);
        }
    }

    @Test
    void itAnswersOnTheIpv6LoopbackAsWell() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            assertThat(socket.isBound()).isTrue();
        } catch (IOException noIpv6) {
            assumeTrue(false, "this machine has no IPv6");
        }
        try (HealthServer server = endpoint.start(new InetSocketAddress(loopback, 0))) {
            assertThat(server.uri().getHost()).isEqualTo("[::1]");
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
        }
    }

    @Test
    void aServerOnAnotherAddressAnswersToAnyName() throws Exception {
        try (HealthServer server = endpoint.start(new InetSocketAddress("0.0.0.0", 0))) {
            assertThat(server.uri().getHost()).isEqualTo("localhost");
            assertThat(Asked.send("GET", server.uri().resolve("/health"), "orders.example")
                            .code())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRequestWithoutHostIsOfNoBrowser() throws Exception {
        try (HealthServer server = endpoint.start(0)) {
            assertThat(Asked.raw(server.uri(), "GET /livez HTTP/1.0\r\n\r\n").code())
                    .isEqualTo(200);
        }
    }

    @Test
    void itLivesInTheServerOfTheHost() throws Exception {
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/app/health", endpoint.handler());
        host.createContext("/", endpoint.handler());
        host.start();
        try {
            URI at = URI.create("http://localhost:" + host.getAddress().getPort());
            for (String path : List.of("/app/health", "/app/health/", "/app/health/health", "/health", "/")) {
                assertThat(Asked.get(at.resolve(path)).body()).as(path).startsWith("{\"status\":\"UP\",\"service\"");
            }
            assertThat(Asked.get(at.resolve("/app/health/livez")).body()).contains("turning");
            assertThat(Asked.get(at.resolve("/app/health/readyz")).body()).isEqualTo("{\"status\":\"UP\"}");
            for (String path : List.of("/app/healthz", "/app/health/x", "/app")) {
                assertThat(Asked.get(at.resolve(path)).code()).as(path).isEqualTo(404);
            }
            assertThat(Asked.send("GET", at.resolve("/livez"), "any.example").code())
                    .isEqualTo(200);
        } finally {
            host.stop(0);
        }
    }

    @Test
    void closingFreesThePortAndTheThreads() throws Exception {
        assertThat(threadsLeft()).isEmpty();
        HealthServer server = endpoint.start(0);
        int port = server.uri().getPort();
        assertThat(threads())
                .extracting(Thread::getName)
                .contains("selfheal-http-1", "selfheal-http-2", "selfheal-http-watch", "selfheal-http-accept");
        assertThat(threads()).allMatch(Thread::isDaemon);
        assertThat(OwnTime.by(server::close)).isLessThan(Duration.ofSeconds(1));
        assertThat(OwnTime.by(server::close)).isLessThan(Duration.ofSeconds(1));
        assertThat(threadsLeft()).isEmpty();
        endpoint.start(port).close();
    }

    @Test
    void aTakenPortIsToldWithItsFixAndLeavesNoThread() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> endpoint.start(taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on localhost/127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("port 0 for any free one");
        }
        assertThatThrownBy(() -> endpoint.start(InetSocketAddress.createUnresolved("nobody.invalid", 0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nobody knows this name");
        assertThatThrownBy(() -> endpoint.start(70_000)).isInstanceOf(IllegalArgumentException.class);
        assertThat(threadsLeft()).isEmpty();
    }

    @Test
    void slowClientsAreCutOffAndOthersServed() throws Exception {
        try (HealthServer server = start(Duration.ofMillis(200));
                Socket one = slow(server, "GET /hea");
                Socket two =
                        slow(server, "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nabc");
                Socket three = slow(server, "G")) {
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
            assertThat(rest(one)).isEmpty();
            assertThat(rest(three)).isEmpty();
            assertThat(two.getInputStream().readNBytes(12)).asString(US_ASCII).isEqualTo("HTTP/1.1 405");
        }
    }

    @Test
    void moreThanCanWaitAreTurnedAwayAndCloseCutsOffTheRest() throws Exception {
        HealthServer server = start(Duration.ofHours(1));
        int many = 60;
        CountDownLatch turnedAway = new CountDownLatch(many - 2 - 32);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Socket client = slow(server, "GET /hea");
            ends.add(clients.submit(() -> {
                String nothing = rest(client);
                turnedAway.countDown();
                return nothing;
            }));
        }
        assertThat(turnedAway.await(10, SECONDS)).isTrue();
        assertThat(ends.stream().filter(Future::isDone).count()).isLessThan(many);
        assertThat(OwnTime.by(server::close)).isLessThan(Duration.ofSeconds(1));
        for (Future<?> end : ends) {
            end.get(10, SECONDS);
        }
        assertThat(threadsLeft()).isEmpty();
    }

    @Test
    void aReadinessCheckThatNeverReturnsDoesNotSilenceTheRest() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HealthEndpoint hanging = endpoint.ready(() -> {
            asked.countDown();
            boolean released = false;
            while (!released) { // deaf to interrupts
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    released = false;
                }
            }
            return true;
        });
        HealthServer server = start(hanging, Duration.ofMillis(200));
        try {
            Future<?> first = clients.submit(() -> Asked.get(server.uri().resolve("/readyz")));
            asked.await();
            assertThat(Asked.get(server.uri().resolve("/readyz")).code()).isEqualTo(503);
            assertThat(Asked.get(server.uri().resolve("/livez")).code()).isEqualTo(200);
            assertThat(first.isDone()).isFalse();
            assertThat(OwnTime.by(server::close)).isLessThan(Duration.ofSeconds(1));
        } finally {
            release.countDown();
        }
    }

    @Test
    void aFloodIsAnsweredWhileAProbeHangs() throws Exception {
        CountDownLatch sampled = new CountDownLatch(1);
        try (RawServer hung = RawServer.playing((raw, connection) -> {
                    sampled.countDown();
                    raw.closing.await();
                });
                SelfHealing healing = SelfHealing.builder()
                        .service("orders")
                        .withoutDiscovery()
                        .probe(HttpProbe.of("payments", hung.uri()).within(Duration.ofMinutes(10)))
                        .start();
                HealthServer server = HealthEndpoint.of(healing).start(0)) {
            sampled.await();
            List<Future<Integer>> floods = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                floods.add(clients.submit(() -> {
                    int answered = 0;
                    for (int i = 0; i < 250; i++) {
                        answered += Asked.get(server.uri().resolve("/health")).code() == 200 ? 1 : 0;
                    }
                    return answered;
                }));
            }
            for (Future<Integer> flood : floods) {
                assertThat(flood.get(30, SECONDS)).isEqualTo(250);
            }
            assertThat(hung.requests).hasSize(1);
        }
    }

    private static boolean hungUp(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET " + uri.getPath() + " HTTP/1.1\r\n\r\n").getBytes(US_ASCII));
            return socket.getInputStream().read() < 0;
        }
    }

    private HealthServer start(Duration limit) {
        return start(endpoint, limit);
    }

    private static HealthServer start(HealthEndpoint endpoint, Duration limit) {
        return HealthServer.start(endpoint, ANY, limit, ServerSocket::new);
    }

    /** Those that have not ended within a second. */
    private static List<Thread> threadsLeft() throws InterruptedException {
        for (Thread thread : threads()) {
            thread.join(1_000);
        }
        return threads();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("selfheal-http"))
                .toList();
    }

    private static Socket slow(HealthServer server, String start) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
        socket.getOutputStream().write(start.getBytes(US_ASCII));
        return socket;
    }

    /** What comes until the other side hangs up. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException reset) {
            return "";
        }
    }
}
