package io.selfheal.examples.gallery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps a shop open, as an orchestrator does: starts another process when one has ended, and beforehand when one says that
 * it is not ready any more; who asks where the shop is gets the one that is ready.
 */
final class Supervisor implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Path folder;
    private final Opening opening;
    private final boolean tells;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::watch, "supervisor");
    private volatile Instance serving;
    private volatile boolean ended;

    private Supervisor(Path folder, Opening opening, boolean tells, Instance first) {
        this.folder = folder;
        this.opening = opening;
        this.tells = tells;
        this.serving = first;
        instances.add(first);
    }

    /** Opens a shop, and returns when it serves. */
    static Supervisor start(Path folder, boolean heals) throws Exception {
        return start(folder, heals, each -> Instance.start(each, heals));
    }

    /** The same for shops that are opened in another way; of one that does not tell whether it is ready only death is seen. */
    static Supervisor start(Path folder, boolean tells, Opening opening) throws Exception {
        Instance first = opening.in(folder.resolve("1"));
        Supervisor supervisor = new Supervisor(folder, opening, tells, first);
        try {
            first.ready().get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception notReady) {
            first.close();
            throw notReady;
        }
        supervisor.thread.setDaemon(true);
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

    /** How a shop is opened. */
    interface Opening {
        Instance in(Path folder) throws IOException;
    }

    private void watch() {
        try {
            while (!ended) {
                TimeUnit.MILLISECONDS.sleep(50);
                if (!ended && !ready(serving)) {
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
        Instance next = opening.in(folder.resolve(String.valueOf(instances.size() + 1)));
        instances.add(next);
        try {
            next.ready().get(START.toSeconds(), TimeUnit.SECONDS);
            serving = next;
        } catch (TimeoutException | java.util.concurrent.ExecutionException notReady) {
            next.close();
        }
    }

    /** What does not tell is taken for ready as long as it lives. */
    private boolean ready(Instance instance) throws InterruptedException {
        if (!instance.alive()) {
            return false;
        }
        if (!tells) {
            return true;
        }
        HttpRequest request = HttpRequest.newBuilder(instance.health().resolve("/readyz"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unknown) {
            return true;
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        instances.forEach(Instance::close);
    }
}
