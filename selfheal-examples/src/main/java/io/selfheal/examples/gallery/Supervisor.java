package io.selfheal.examples.gallery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps a shop open, as an orchestrator does: starts another process when one has ended, and beforehand when one says that
 * it is not ready any more; who asks where the shop is gets the one that is ready.
 */
final class Supervisor implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Premises premises;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Thread thread = Daemons.named("supervisor").newThread(this::watch);
    private volatile Instance serving;
    private volatile boolean ended;

    private Supervisor(Premises premises, Instance first) {
        this.premises = premises;
        this.serving = first;
        instances.add(first);
    }

    /** Opens a shop, and returns when it serves. */
    static Supervisor start(Premises premises) throws Exception {
        Instance first = premises.open(1);
        Supervisor supervisor = new Supervisor(premises, first);
        try {
            first.ready().get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception notReady) {
            first.close();
            throw notReady;
        }
        supervisor.thread.start();
        return supervisor;
    }

    /** Where the shop is now. */
    URI uri() {
        return serving.uri();
    }

    /** All processes there were, the first one first. */
    List<Instance> instances() {
        return instances;
    }

    private void watch() {
        try {
            while (!ended) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (!ready(serving)) {
                    replace();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("no other shop could be started", e);
        }
    }

    private void replace() throws IOException, InterruptedException {
        Instance next = premises.open(instances.size() + 1);
        instances.add(next);
        try {
            next.ready().get(START.toSeconds(), TimeUnit.SECONDS);
            serving = next;
        } catch (TimeoutException | ExecutionException notReady) {
            next.close();
        }
    }

    /** What does not tell is taken for ready as long as it lives. */
    private boolean ready(Instance instance) throws InterruptedException {
        if (!premises.tells()) {
            return instance.alive();
        }
        HttpRequest request = HttpRequest.newBuilder(instance.health().resolve("/readyz"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return instance.alive()
                    && client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unknown) {
            return instance.alive();
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        instances.forEach(Instance::close);
    }
}
