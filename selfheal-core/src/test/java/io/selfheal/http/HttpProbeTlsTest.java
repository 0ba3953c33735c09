package io.selfheal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.selfheal.Health;
import io.selfheal.Status;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTPS server whose certificate, made for localhost, nobody has signed. */
@Timeout(60)
class HttpProbeTlsTest {
    private static final CountDownLatch CLOSING = new CountDownLatch(1);

    @TempDir
    static Path folder;

    static SSLContext tls;
    static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        tls = selfSigned(folder.resolve("keys.p12"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 15);
            exchange.getResponseBody().write("{\"status\":\"UP\"}".getBytes(US_ASCII));
            exchange.close();
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 60_000);
            try {
                do {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                } while (!CLOSING.await(20, MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        CLOSING.countDown();
        server.stop(0);
    }

    @Test
    void aTrustedCertificateIsUp() throws Exception {
        assertThat(probe("localhost", "/health").trusting(tls).sample().get(0)).isEqualTo(Health.up("payments"));
    }

    @Test
    void anUntrustedCertificateIsDownAndSaysSo() throws Exception {
        Health health = (Health) probe("localhost", "/health").sample().get(0);
        assertThat(health.status()).isEqualTo(Status.DOWN);
        assertThat(health.detail())
                .startsWith("localhost:" + server.getAddress().getPort() + " fails in TLS: ");
    }

    @Test
    void aCertificateOfAnotherHostIsDown() throws Exception {
        Health health =
                (Health) probe("127.0.0.1", "/health").trusting(tls).sample().get(0);
        assertThat(health.status()).isEqualTo(Status.DOWN);
        assertThat(health.detail()).contains("fails in TLS: ").contains("127.0.0.1");
    }

    @Test
    void aDrippingBodyEndsAtTheDeadline() throws Exception {
        assertThat(probe("localhost", "/drip")
                        .trusting(tls)
                        .within(Duration.ofMillis(500))
                        .sample())
                .containsExactly(Health.down("payments", "no answer within 500 ms"));
    }

    @Test
    void aHandshakeThatNobodyAnswersEndsAtTheDeadline() throws Exception {
        try (RawServer silent = RawServer.playing((raw, connection) -> raw.closing.await())) {
            assertThat(HttpProbe.of("payments", URI.create("https://127.0.0.1:" + silent.port()))
                            .within(Duration.ofMillis(500))
                            .sample())
                    .containsExactly(Health.down("payments", "no answer within 500 ms"));
        }
    }

    private static HttpProbe probe(String host, String path) {
        return HttpProbe.of(
                "payments",
                URI.create("https://" + host + ":" + server.getAddress().getPort() + path));
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process making = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "it",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(making.getInputStream().readAllBytes(), US_ASCII);
        assertThat(making.waitFor()).as(said).isZero();
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate("it"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }
}
