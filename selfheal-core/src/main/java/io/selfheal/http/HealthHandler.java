package io.selfheal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Carries answers to the host's HTTP server.
 *
 * @param endpoint who answers
 */
record HealthHandler(HealthEndpoint endpoint) implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HealthAnswer answer = endpoint.answer(exchange.getRequestMethod(), path(exchange));
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (answer.status() == 405) {
                headers.set("Allow", "GET, HEAD");
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(answer.json().length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), answer.json().length);
                try (OutputStream out =
                        exchange.getResponseBody()) { // sends before it waits for an unread request body
                    out.write(answer.json());
                }
            }
        }
    }

    /** The path below the context; the context itself is the health. */
    private static String path(HttpExchange exchange) {
        String context = exchange.getHttpContext().getPath();
        String path = exchange.getRequestURI().getPath();
        String below = path.substring(context.endsWith("/") ? context.length() - 1 : context.length());
        return below.isEmpty() || below.equals("/") ? "/health" : below;
    }
}
