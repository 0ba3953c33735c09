package io.selfheal.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running server that answers for a {@link HealthEndpoint}, until it is closed. Safe to use from any thread.
 *
 * <p>On a loopback address it answers only requests whose {@code Host} is {@code localhost}, {@code 127.x.x.x} or
 * {@code [::1]}, with any port, and 403 to others: a web page that had its own name resolved to this machine (DNS
 * rebinding) must not read it.
 *
 * <p>It has three threads ({@code selfheal-http-1}, {@code -2}, {@code -watch}) beside the two of the JDK's server
 * ({@code HTTP-Dispatcher}, {@code idle-timeout-task}), all of them daemons; at most 32 requests wait, and one more is cut
 * off. A request that is not through within two seconds, because its client sends or reads slowly, is cut off too, so
 * slow clients hold up others for seconds and not for ever; each connection ends with its answer. What cannot be limited
 * for one server alone are the connections that send nothing at all: the JDK closes them after 30 seconds
 * ({@code sun.net.httpserver.idleInterval}, in seconds), and {@code jdk.httpserver.maxConnections} limits their number. Both
 * are system properties, read when the JVM's first HTTP server is made; set them, or a firewall, if strangers can reach the
 * address.
 *
 * <p>An {@link OutOfMemoryError} in the JDK's dispatcher ends that thread, and there is no way to have another: the loop
 * goes on and heals, but this server answers no more. Let a rule act on memory well before that.
 */
public final class HealthServer implements AutoCloseable {
    private static final int BACKLOG = 32;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpServer server;
    private final Workers workers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HealthServer(HttpServer server, Workers workers) {
        this.server = server;
        this.workers = workers;
    }

    static HealthServer start(HealthEndpoint endpoint, InetSocketAddress address) {
        return start(endpoint, address, LIMIT);
    }

    static HealthServer start(HealthEndpoint endpoint, InetSocketAddress address, Duration limit) {
        Workers workers = new Workers(limit);
        try {
            if (address.isUnresolved()) {
                throw new UnknownHostException("nobody knows this name");
            }
            HttpServer server = HttpServer.create(address, BACKLOG);
            boolean local = address.getAddress().isLoopbackAddress();
            server.createContext("/", new HealthHandler(endpoint, true, local));
            server.setExecutor(workers);
            // The JDK's dispatcher is a daemon if the thread that starts it is one, and the host's need not be.
            CompletableFuture.runAsync(server::start, workers).join();
            return new HealthServer(server, workers);
        } catch (IOException e) {
            workers.close();
            throw new UncheckedIOException(
                    "cannot listen on " + address + ": " + e.getMessage()
                            + "; choose an address of this machine and a free port, or port 0 for any free one",
                    e);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:40123}, with the port that was found if any was asked for. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        InetAddress ip = address.getAddress();
        String host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
        String name = host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
        return URI.create("http://" + name + ":" + address.getPort());
    }

    /** Frees the port and ends the threads, within a second; requests under way are cut off. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop(0);
            workers.close();
        }
    }
}
