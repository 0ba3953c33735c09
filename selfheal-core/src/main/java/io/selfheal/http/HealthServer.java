package io.selfheal.http;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * A running server that answers for a {@link HealthEndpoint}, until it is closed. Safe to use from any thread.
 *
 * <p>On a loopback address it answers only requests whose {@code Host} is {@code localhost}, {@code 127.x.x.x} or
 * {@code [::1]}, with any port, and 403 to others: a web page that had its own name resolved to this machine (DNS
 * rebinding) must not read it.
 *
 * <p>It has four threads ({@code selfheal-http-1}, {@code -2}, {@code -watch}, {@code -guard}) beside the two of the JDK's
 * server ({@code HTTP-Dispatcher}, {@code idle-timeout-task}), all of them daemons; at most 32 requests wait, and one more is cut
 * off. A request that is not through within two seconds, because its client sends or reads slowly, is cut off too, so
 * slow clients hold up others for seconds and not for ever; each connection ends with its answer. What cannot be limited
 * for one server alone are the connections that send nothing at all: the JDK closes them after 30 seconds
 * ({@code sun.net.httpserver.idleInterval}, in seconds), and {@code jdk.httpserver.maxConnections} limits their number. Both
 * are system properties, read when the JVM's first HTTP server is made; set them, or a firewall, if strangers can reach the
 * address.
 *
 * <p>An {@link OutOfMemoryError} in the JDK's dispatcher ends that thread, and with it the JDK's server. The guard, which does
 * nothing but wait for that, has another one listen on the same port then, again and again until there is memory for it.
 */
public final class HealthServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final HttpHandler handler;
    private final Executor executor;
    private final Workers workers;
    private final InetSocketAddress address;
    private final Thread guard = new Thread(this::guard, "selfheal-http-guard");
    private final AtomicBoolean closed = new AtomicBoolean();
    private Listening listening;

    private HealthServer(Listening listening, HttpHandler handler, Executor executor, Workers workers) {
        this.listening = listening;
        this.handler = handler;
        this.executor = executor;
        this.workers = workers;
        this.address = listening.server().getAddress();
        guard.setDaemon(true);
    }

    static HealthServer start(HealthEndpoint endpoint, InetSocketAddress address) {
        return start(endpoint, address, LIMIT, UnaryOperator.identity());
    }

    /** With another limit, and the threads wrapped into what a test has happen to them. */
    static HealthServer start(
            HealthEndpoint endpoint, InetSocketAddress address, Duration limit, UnaryOperator<Executor> wrapping) {
        Workers workers = new Workers(limit);
        try {
            boolean local = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
            HttpHandler handler = new HealthHandler(endpoint, true, local);
            Executor executor = wrapping.apply(workers);
            Listening listening = Listening.on(address, handler, executor);
            HealthServer server = new HealthServer(listening, handler, executor, workers);
            server.guard.start();
            return server;
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
        InetAddress ip = address.getAddress();
        String host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
        String name = host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
        return URI.create("http://" + name + ":" + address.getPort());
    }

    /** Frees the port and ends the threads, within a second; requests under way are cut off. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (this) {
                listening.stop();
            }
            guard.interrupt();
            workers.close();
        }
    }

    /** Waits for the dispatcher to end, and does nothing else; without an allocation. */
    private void guard() {
        Optional<Thread> dispatcher = dispatcher();
        while (!closed.get() && dispatcher.isPresent()) {
            try {
                dispatcher.get().join();
                listenAgain();
            } catch (Throwable notYet) { // no memory, no descriptor, the port taken meanwhile, or closed
                LockSupport.parkNanos(PAUSE);
            }
            dispatcher = dispatcher();
        }
    }

    private synchronized Optional<Thread> dispatcher() {
        return listening.dispatcher();
    }

    private synchronized void listenAgain() throws IOException {
        if (!closed.get()) {
            listening.stop();
            listening = Listening.on(address, handler, executor);
            LoggerFactory.getLogger("io.selfheal")
                    .warn("the JDK's HTTP server had ended, as it does without memory; {} listens again", uri());
        }
    }
}
