package io.selfheal.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Customers: real requests at a constant rate, each for another order, whether or not the earlier ones were answered. */
final class Traffic implements AutoCloseable {
    private static final int CUSTOMERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(CUSTOMERS, Traffic::thread);
    private final List<Future<?>> asking = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI service;

    private Traffic(URI service) {
        this.service = service;
    }

    static Traffic at(URI service, int perSecond) {
        Traffic traffic = new Traffic(service);
        traffic.go(perSecond);
        return traffic;
    }

    /** Goes on at another rate. */
    void go(int perSecond) {
        stop();
        long every = TimeUnit.SECONDS.toNanos(CUSTOMERS) / perSecond;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            long first = customer * every / CUSTOMERS;
            asking.add(customers.scheduleAtFixedRate(this::ask, first, every, TimeUnit.NANOSECONDS));
        }
    }

    long sent() {
        return sent.get();
    }

    /** Requests that were refused, failed, or not answered within two seconds. */
    long failed() {
        return failed.get();
    }

    private void ask() {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/orders/" + sent.incrementAndGet()))
                .timeout(PATIENCE)
                .build();
        try {
            if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                failed.incrementAndGet();
            }
        } catch (IOException | OutOfMemoryError e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "customer");
        thread.setDaemon(true);
        return thread;
    }

    /** Sends nothing more; what is on its way is answered. */
    void stop() {
        asking.forEach(customer -> customer.cancel(false));
        asking.clear();
    }

    @Override
    public void close() {
        asking.forEach(customer -> customer.cancel(true));
        customers.shutdownNow();
    }
}
