package io.selfheal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a {@link HealthServer} says to a request, ready to be sent.
 *
 * @param endpoint who answers
 * @param local whether only names of this machine are accepted in the Host header
 */
record HealthDesk(HealthEndpoint endpoint, boolean local) {
    private static final Pattern LOCAL = Pattern.compile(
            "(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::|(0:){7})1])(:\\d{0,5})?", Pattern.CASE_INSENSITIVE);
    private static final HealthAnswer STRANGER = HealthAnswer.of(
            403, "{\"error\":\"this server is bound to loopback: ask it as localhost, 127.0.0.1 or [::1]\"}");
    private static final HealthAnswer NO_REQUEST = HealthAnswer.of(400, "{\"error\":\"this is no HTTP/1.1 request\"}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    byte[] answer(HealthRequest request) {
        boolean head = request.method().equals("HEAD");
        if (local && !request.host().map(HealthDesk::ours).orElse(true)) { // a browser always sends one
            return sent(STRANGER, head);
        }
        String path = request.path();
        return sent(endpoint.answer(request.method(), path.isEmpty() || path.equals("/") ? "/health" : path), head);
    }

    byte[] noRequest() {
        return sent(NO_REQUEST, false);
    }

    private static boolean ours(String host) {
        return LOCAL.matcher(host).matches();
    }

    private static byte[] sent(HealthAnswer answer, boolean head) {
        String lines = "HTTP/1.1 " + answer.status() + " " + reason(answer.status()) + "\r\n"
                + "Date: " + DATE.format(InstantSource.system().instant().atZone(ZoneOffset.UTC)) + "\r\n"
                + "Content-Type: " + answer.contentType() + "\r\n"
                + "Content-Length: " + answer.json().length + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + (answer.status() == 405 ? "Allow: GET, HEAD\r\n" : "")
                + "Connection: close\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream(lines.length() + answer.json().length);
        all.writeBytes(lines.getBytes(US_ASCII));
        if (!head) {
            all.writeBytes(answer.json());
        }
        return all.toByteArray();
    }

    private static String reason(int code) {
        return switch (code) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            default -> "Service Unavailable";
        };
    }
}
