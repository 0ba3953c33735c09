package io.selfheal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one answer in HTTP/1.1 (RFC 9112), with a bound on everything: the head is an error beyond 16 KiB, the body is cut
 * at 64 KiB.
 */
final class HttpReader {
    static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final String START = "HTTP/1.";

    private final InputStream in;
    private int headLeft = LONGEST_HEAD;

    HttpReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads an answer, after any interim ones.
     *
     * @throws ProtocolException if it is not HTTP
     * @throws EOFException if it ends too early
     */
    HttpReply reply() throws IOException {
        int code = code(line(START));
        Map<String, String> headers = headers();
        while (code >= 100 && code < 200 && code != 101) {
            code = code(line(START));
            headers = headers();
        }
        return body(code, headers);
    }

    private static int code(String line) throws ProtocolException {
        if (!line.matches("(?s)HTTP/1\\.\\d \\d{3}( .*)?")) {
            throw new ProtocolException("its answer has no status code");
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(""); !line.isEmpty(); line = line("")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private HttpReply body(int code, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = true;
        if (code != 101 && code != 204 && code != 304) {
            String length = headers.get("content-length");
            if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
                whole = chunks(body);
            } else if (length != null) {
                whole = copied(number(length, 10), body);
            } else {
                whole = copiedToTheEnd(body);
            }
        }
        return new HttpReply(code, body.toString(UTF_8), whole);
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            headLeft = LONGEST_HEAD;
            String size = line("");
            int semicolon = size.indexOf(';');
            long length = number(semicolon < 0 ? size : size.substring(0, semicolon), 16);
            if (length == 0) {
                return true; // trailers may follow, but nobody needs them
            }
            if (!copied(length, body)) {
                return false;
            }
            line("");
        }
    }

    private static long number(String digits, int radix) throws ProtocolException {
        try {
            long number = Long.parseLong(digits.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ProtocolException("its body has no length but \"" + digits + "\"");
    }

    /** Copies so many bytes; false if they are more than fit. */
    private boolean copied(long length, ByteArrayOutputStream body) throws IOException {
        int fitting = (int) Math.min(length, LONGEST_BODY - body.size());
        byte[] bytes = in.readNBytes(fitting);
        if (bytes.length < fitting) {
            throw new EOFException("it broke off in the middle of its answer");
        }
        body.writeBytes(bytes);
        return fitting == length;
    }

    private boolean copiedToTheEnd(ByteArrayOutputStream body) throws IOException {
        body.writeBytes(in.readNBytes(LONGEST_BODY));
        return body.size() < LONGEST_BODY;
    }

    /** Reads a line, up to CRLF or LF; what does not start as it must is refused at once and not waited for. */
    private String line(String start) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("it hung up before the end of its answer");
            }
            if (line.size() < start.length() && b != start.charAt(line.size())) {
                throw new ProtocolException("its answer does not begin with " + START);
            }
            if (--headLeft < 0) {
                throw new ProtocolException("its answer has a head of more than 16 KiB");
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
