package io.selfheal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer to a request that was written by hand. */
record Asked(int code, Map<String, String> headers, String body) {
    static Asked get(URI uri) throws IOException {
        return send("GET", uri);
    }

    static Asked send(String method, URI uri) throws IOException {
        return send(method, uri, uri.getAuthority());
    }

    static Asked send(String method, URI uri, String host) throws IOException {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return raw(
                uri,
                method + " " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + host
                        + "\r\nConnection: close\r\n\r\n");
    }

    static Asked raw(URI uri, String request) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return of(new String(socket.getInputStream().readAllBytes(), US_ASCII));
        }
    }

    private static Asked of(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        Map<String, String> headers = answer.substring(0, end)
                .lines()
                .skip(1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line -> line.substring(line.indexOf(':') + 2)));
        return new Asked(Integer.parseInt(answer.substring(9, 12)), headers, answer.substring(end + 4));
    }
}
