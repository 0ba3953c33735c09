package io.selfheal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * A running server that answers for a {@link HealthEndpoint}, until it is closed. Safe to use from any thread.
 *
 * <p>On a loopback address it answers only requests whose {@code Host} is {@code localhost}, {@code 127.x.x.x} or
 * {@code [::1]}, with any port, and 403 to others: a web page that had its own name resolved to this machine (DNS
 * rebinding) must not read it.
 *
 * <p>It has four threads ({@code selfheal-http-accept}, {@code -1}, {@code -2}, {@code -watch}), all of them daemons, and
 * holds two descriptors in reserve, where there is a {@code /dev/null}: with those it answers also where the process has none
 * left. Neither that lack nor an {@link OutOfMemoryError} ends it. At most 32 connections wait, and one more is cut off. One
 * that is not through within two seconds, because its client sends or reads slowly, is cut off too, and one that sends nothing
 * at all after 200 milliseconds already if others wait; so clients hold up others for seconds and not for ever. Each
 * connection ends with its answer.
 */
public final class HealthServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofMillis(500);
    private static final int BACKLOG = 32;

    private final InetSocketAddress address;
    private final ServerSocket listener;
    private final SpareDescriptors spares = new SpareDescriptors();
    private final Workers workers;
    private final Thread reception;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HealthServer(HealthDesk desk, ServerSocket listener, Duration limit) {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalSocketAddress();
        this.workers = new Workers(limit, spares);
        this.reception = new Thread(new Reception(listener, desk, workers, spares), "selfheal-http-accept");
        reception.setDaemon(true);
    }

    static HealthServer start(HealthEndpoint endpoint, InetSocketAddress address) {
        return start(endpoint, address, LIMIT, ServerSocket::new);
    }

    /** Makes a socket that is bound to nothing yet. */
    interface Making {
        ServerSocket make() throws IOException;
    }

    /** With another limit, and a socket to which a test has things happen. */
    static HealthServer start(HealthEndpoint endpoint, InetSocketAddress address, Duration limit, Making making) {
        try {
            ServerSocket listener = making.make();
            try {
                return start(endpoint, address, limit, listener);
            } catch (Throwable failed) {
                listener.close(); // or it would hold the port for ever
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + address + ": " + e.getMessage()
                            + "; choose an address of this machine and a free port, or port 0 for any free one",
                    e);
        }
    }

    private static HealthServer start(
            HealthEndpoint endpoint, InetSocketAddress address, Duration limit, ServerSocket listener)
            throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException("nobody knows this name");
        }
        HealthDesk desk = new HealthDesk(endpoint, address.getAddress().isLoopbackAddress());
        FirstVisit.rehearse(desk);
        listener.bind(address, BACKLOG);
        HealthServer server = new HealthServer(desk, listener, limit);
        try {
            server.spares.take();
            server.workers.start();
            server.reception.start();
            return server;
        } catch (Throwable failed) { // as without memory, or another thread
            server.close();
            throw failed;
        }
    }

    /** Where it listens: {@code http://127.0.0.1:40123}, with the port that was found if any was asked for. */
    public URI uri() {
        InetAddress ip = address.getAddress();
        String host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
        String name = host.equals("0:0:0:0:0:0:0:1") ? "[::1]" : bracketed(host);
        return URI.create("http://" + name + ":" + address.getPort());
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
    }

    /** Frees the port and ends the threads, within a second; requests under way are cut off. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                listener.close();
            } catch (IOException gone) {
                LoggerFactory.getLogger("io.selfheal").warn("{} was not closed: {}", listener, gone.toString());
            }
            workers.close();
            spares.close();
            awaitThreads();
        }
    }

    private void awaitThreads() {
        try {
            workers.await(CLOSING);
            reception.join(CLOSING.toMillis() / 4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
