package io.selfheal.examples.gallery;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.selfheal.jvm.Tasks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * The client of the payment provider. It has a circuit breaker, as it came out of the box, and the patience that clients
 * have out of the box. An order whose payment cannot be had now is taken all the same: it is paid later.
 */
final class Payments {
    private static final String LATER = "to be paid later";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("payments");
    private final Tasks calls = Tasks.named("payments");
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private final HttpRequest request;

    Payments(URI provider) {
        this.request = HttpRequest.newBuilder(provider).timeout(PATIENCE).build();
    }

    /** What is asked for right now. */
    Tasks calls() {
        return calls;
    }

    /** Lets calls to the provider through, or not. */
    CircuitBreaker breaker() {
        return breaker;
    }

    /** Has an order paid, now or later. */
    String pay(long order) throws Exception {
        try {
            return breaker.executeCallable(() -> calls.call("payment of order " + order, () -> {}, this::ask));
        } catch (CallNotPermittedException | CancellationException notNow) {
            return LATER;
        }
    }

    /** Gives up every call that has no answer yet. */
    void reset() {
        open.forEach(call -> call.cancel(true));
    }

    @SuppressWarnings("CollectionUndefinedEquality") // each call is itself
    private String ask() throws Exception {
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, BodyHandlers.ofString());
        open.add(call);
        try {
            return call.get().body();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            open.remove(call);
        }
    }
}
