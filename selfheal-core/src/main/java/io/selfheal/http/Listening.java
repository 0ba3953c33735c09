package io.selfheal.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of the JDK's that listens.
 *
 * @param server the server
 * @param dispatcher the thread that takes in every connection; empty if the JDK's server is not the usual one
 */
record Listening(HttpServer server, Optional<Thread> dispatcher) {
    private static final int BACKLOG = 32;

    /** Begins to listen, on daemon threads whatever the caller's is. */
    static Listening on(InetSocketAddress address, HttpHandler handler, Executor executor) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException("nobody knows this name");
        }
        HttpServer server = HttpServer.create(address, BACKLOG);
        try {
            server.createContext("/", handler);
            server.setExecutor(executor);
            ThreadGroup group = new ThreadGroup("selfheal-http");
            CompletableFuture.runAsync(server::start, starting -> daemon(group, starting))
                    .join();
            return new Listening(server, dispatcher(group));
        } catch (Throwable failed) { // a lack of memory: it must not hold the port for the next try
            server.stop(0);
            throw failed;
        }
    }

    /** The JDK's dispatcher is a daemon if the thread that starts it is one, and in its group. */
    private static void daemon(ThreadGroup group, Runnable work) {
        Thread thread = new Thread(group, work, "selfheal-http-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** The JDK names it, and tells it to nobody. */
    private static Optional<Thread> dispatcher(ThreadGroup group) {
        @Nullable Thread[] started = new Thread[8];
        int count = group.enumerate(started);
        return Stream.of(started)
                .limit(count)
                .flatMap(Stream::ofNullable)
                .filter(thread -> thread.getName().equals("HTTP-Dispatcher"))
                .findFirst();
    }

    /** Frees the port. */
    void stop() {
        server.stop(0);
    }
}
