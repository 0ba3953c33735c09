package io.selfheal.examples.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The payment provider that the shop depends on: another service, but for the process that it lives in. */
final class Provider implements AutoCloseable {
    /** How long it takes for an answer when it is well. */
    static final Duration USUAL = Duration.ofMillis(2);

    private static final int THREADS = 64;
    private static final byte[] PAID = "paid".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Daemons.named("provider"));
    private final HttpServer server;
    private volatile Duration takes = USUAL;

    private Provider(HttpServer server) {
        this.server = server;
    }

    static Provider start() throws IOException {
        Provider provider =
                new Provider(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512));
        provider.server.setExecutor(provider.threads);
        provider.server.createContext("/", provider::answer);
        provider.server.start();
        return provider;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** How long it takes for an answer from now on. */
    void takes(Duration time) {
        takes = time;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.NANOSECONDS.sleep(takes.toNanos());
            exchange.sendResponseHeaders(200, PAID.length);
            exchange.getResponseBody().write(PAID);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
