package io.selfheal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What {@link HealthEndpoint} answers to one request: ready to be sent, by whatever server. Immutable. */
public final class HealthAnswer {
    private final int status;
    private final byte[] json;

    HealthAnswer(int status, byte[] json) {
        this.status = status;
        this.json = json;
    }

    static HealthAnswer of(int status, String json) {
        return new HealthAnswer(status, json.getBytes(UTF_8));
    }

    /** The HTTP status code: 200, 404 or 503. */
    public int status() {
        return status;
    }

    /** The content type of every body: {@code application/json}. */
    public String contentType() {
        return "application/json";
    }

    /** The body, a JSON object in plain ASCII; never empty. */
    public String body() {
        return new String(json, UTF_8);
    }

    /** The body as it is sent; not to be changed. */
    byte[] json() {
        return json;
    }
}
