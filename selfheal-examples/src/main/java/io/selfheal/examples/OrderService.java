package io.selfheal.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An ordinary HTTP service, {@code GET /orders/ID}, that keeps what it rendered in an {@link OrderCache}. */
final class OrderService implements AutoCloseable {
    private final OrderCache cache = new OrderCache();
    private final HttpServer server;
    private final ExecutorService threads;

    private OrderService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static OrderService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        OrderService service = new OrderService(server, Executors.newFixedThreadPool(8, OrderService::thread));
        server.setExecutor(service.threads);
        server.createContext("/orders/", service::answer);
        server.start();
        return service;
    }

    /** For the host to put its health beside its orders. */
    HttpServer server() {
        return server;
    }

    OrderCache cache() {
        return cache;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] order = cache.order(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, order.length);
            exchange.getResponseBody().write(order);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "orders");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
