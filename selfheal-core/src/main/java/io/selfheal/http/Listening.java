package io.selfheal.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
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
        server.createContext("/", handler);
        server.setExecutor(executor);
        // The JDK names its dispatcher and tells it to nobody; it is in the group of the thread that starts it, a
        // daemon if
        // that is one.
        ThreadGroup group = new ThreadGroup("selfheal-http");
        Thread starter = new Thread(group, server::start, "selfheal-http-start");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            server.stop(0);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before it listened", e);
        }
        return new Listening(server, dispatcher(group));
    }

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
