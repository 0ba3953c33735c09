package io.selfheal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Carries answers to the JDK's HTTP server.
 *
 * @param endpoint who answers
 * @param hangsUp whether a connection ends with its answer
 * @param local whether only names of this machine are accepted in the Host header
 */
record HealthHandler(HealthEndpoint endpoint, boolean hangsUp, boolean local) implements HttpHandler {
    private static final Pattern LOCAL = Pattern.compile(
            "(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{0,5})?", Pattern.CASE_INSENSITIVE);
    private static final HealthAnswer WRONG_METHOD =
            HealthAnswer.of(405, "{\"error\":\"only GET and HEAD are allowed\"}");
    private static final HealthAnswer STRANGER = HealthAnswer.of(
            403, "{\"error\":\"this server is bound to loopback: ask it as localhost, 127.0.0.1 or [::1]\"}");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HealthAnswer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (hangsUp) {
                headers.set("Connection", "close");
            }
            if (answer == WRONG_METHOD) {
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

    private HealthAnswer answer(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (local && host != null && !LOCAL.matcher(host).matches()) { // a browser always sends one
            return STRANGER;
        }
        String method = exchange.getRequestMethod();
        return method.equals("GET") || method.equals("HEAD") ? endpoint.answer(path(exchange)) : WRONG_METHOD;
    }

    /** The path below the context; the context itself is the health. */
    private static String path(HttpExchange exchange) {
        String context = exchange.getHttpContext().getPath();
        String path = exchange.getRequestURI().getPath();
        String below = path.substring(context.endsWith("/") ? context.length() - 1 : context.length());
        return below.isEmpty() || below.equals("/") ? "/health" : below;
    }
}
