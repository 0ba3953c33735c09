package io.selfheal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody asks in HTTP/1.x (RFC 9112): no more of it than decides on an answer, and 16 KiB at most.
 *
 * @param method the method, as it was written
 * @param path the path, decoded, without a query
 * @param host the Host header; empty if there is none
 * @param body whether a body follows, which nobody reads
 */
record HealthRequest(String method, String path, Optional<String> host, boolean body) {
    private static final int LONGEST = 16 * 1024;

    /**
     * Reads one, up to the blank line.
     *
     * @throws ProtocolException if it is not HTTP
     * @throws EOFException if it ends before that
     */
    static HealthRequest read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        String[] words = lines.next().split(" ", -1);
        if (words.length != 3 || words[0].isEmpty() || !words[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("no request");
        }
        Optional<String> host = Optional.empty();
        boolean body = false;
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("no header");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    if (host.isPresent()) {
                        throw new ProtocolException("two hosts");
                    }
                    host = Optional.of(value);
                }
                case "content-length" -> body = !value.equals("0");
                case "transfer-encoding" -> body = true;
                default -> {} // nothing else changes the answer
            }
        }
        return new HealthRequest(words[0], path(words[1]), host, body);
    }

    private static String path(String target) throws ProtocolException {
        try {
            return Optional.ofNullable(new URI(target).getPath()).orElse("");
        } catch (URISyntaxException e) {
            throw new ProtocolException("no path");
        }
    }

    /** Lines up to CRLF or LF. */
    private static final class Lines {
        private final InputStream in;
        private int left = LONGEST;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(80);
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException("hung up");
                }
                if (--left < 0) {
                    throw new ProtocolException("too long");
                }
                line.write(b);
            }
            String text = line.toString(ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
