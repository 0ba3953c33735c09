package io.selfheal.examples.advised;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for a model, with an end to everything: an answer of at most 256 KiB, whose last byte comes in time. A client that
 * reads whatever comes would let an endless answer fill the heap before any deadline; and the JDK's own body stream is deaf
 * to interrupts, so that one which drips would keep its thread.
 */
final class BoundedHttp implements HttpClient {
    private static final int MOST_BYTES = 256 * 1024;

    private final java.net.http.HttpClient client;
    private final Duration patience;

    private BoundedHttp(java.net.http.HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    static HttpClientBuilder within(Duration patience) {
        return new Builder(patience);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        java.net.http.HttpRequest.Builder sent =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(patience);
        request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        String body = request.body();
        sent.method(
                request.method().name(),
                body == null
                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                        : java.net.http.HttpRequest.BodyPublishers.ofString(body));
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(sent.build(), head -> Bounded.text(MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String text = response.body();
            if (response.statusCode() / 100 != 2) {
                throw new HttpException(response.statusCode(), text.substring(0, Math.min(200, text.length())));
            }
            return SuccessfulHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .body(text)
                    .build();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e.getCause()));
        } catch (TimeoutException e) {
            throw new UncheckedIOException(new IOException("no whole answer within " + patience, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits for the answer any more", e);
        } finally {
            answer.cancel(true); // and with it the connection, whatever still drips from it
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("advice comes in one piece, not as a stream");
    }

    /** As LangChain4j wants to build it. */
    private static final class Builder implements HttpClientBuilder {
        private Duration connecting;
        private Duration reading;

        Builder(Duration patience) {
            this.connecting = patience;
            this.reading = patience;
        }

        @Override
        public Duration connectTimeout() {
            return connecting;
        }

        @Override
        public HttpClientBuilder connectTimeout(@Nullable Duration timeout) {
            connecting = Objects.requireNonNullElse(timeout, connecting);
            return this;
        }

        @Override
        public Duration readTimeout() {
            return reading;
        }

        @Override
        public HttpClientBuilder readTimeout(@Nullable Duration timeout) {
            reading = Objects.requireNonNullElse(timeout, reading);
            return this;
        }

        @Override
        public HttpClient build() {
            return new BoundedHttp(
                    java.net.http.HttpClient.newBuilder()
                            .version(java.net.http.HttpClient.Version.HTTP_1_1)
                            .connectTimeout(connecting)
                            .build(),
                    reading);
        }
    }
}
