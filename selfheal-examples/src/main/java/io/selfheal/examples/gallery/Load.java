package io.selfheal.examples.gallery;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Customers who do not wait for each other: requests are sent at times that are fixed beforehand, whether or not earlier
 * ones were answered, and their latency counts from that time.
 */
public final class Load implements AutoCloseable {
    /** How long a customer waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Supplier<URI> target;
    private final DoubleUnaryOperator rate;
    private final List<Answer> answers = new ArrayList<>();
    private final AtomicLong open = new AtomicLong();
    private final Thread thread = new Thread(this::send, "customers");
    private volatile boolean ended;

    private Load(Supplier<URI> target, DoubleUnaryOperator rate) {
        this.target = target;
        this.rate = rate;
    }

    /**
     * Begins to send requests for {@code orders/1}, {@code orders/2} and so on.
     *
     * @param target where to send the next one; asked for each
     * @param rate how many a second, above 0, by the seconds since the beginning
     * @return the load
     */
    public static Load at(Supplier<URI> target, DoubleUnaryOperator rate) {
        Load load = new Load(target, rate);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    /** How many requests have no answer yet. */
    public long open() {
        return open.get();
    }

    /** What has been answered until now, or will not be any more, in the order in which that was known. */
    public synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /**
     * What came of a request.
     *
     * @param planned when it was to be sent, on {@link System#nanoTime()}
     * @param nanos how long after that it was answered, or given up
     * @param ok whether it was answered as it should
     */
    public record Answer(long planned, long nanos, boolean ok) {}

    private void send() {
        long start = System.nanoTime();
        double seconds = 0;
        for (long number = 1; !ended; number++) {
            seconds += 1 / rate.applyAsDouble(seconds);
            long planned = start + (long) (seconds * 1e9);
            while (System.nanoTime() - planned < 0) {
                LockSupport.parkNanos(planned - System.nanoTime());
            }
            ask(number, planned);
        }
    }

    private void ask(long number, long planned) {
        open.incrementAndGet();
        CompletableFuture<?> unused = client.sendAsync(
                        HttpRequest.newBuilder(target.get().resolve("orders/" + number))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.discarding())
                .whenComplete((response, failure) -> note(planned, response));
    }

    private void note(long planned, @Nullable HttpResponse<?> response) {
        boolean ok = response != null && response.statusCode() == 200;
        long nanos = System.nanoTime() - planned;
        synchronized (this) {
            answers.add(new Answer(planned, nanos, ok));
        }
        open.decrementAndGet();
    }

    /** Sends nothing more; what was sent is still answered. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        end();
    }
}
